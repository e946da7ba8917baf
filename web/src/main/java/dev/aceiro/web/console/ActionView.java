package dev.aceiro.web.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ledger entry as a page shows it.
 *
 * @param id {@code A1}, …
 * @param type its type
 * @param title what it does, in the organisation's words
 * @param badge where it stands
 * @param look {@code ok}, {@code warn}, {@code bad}, {@code busy} or {@code quiet}
 * @param risk what can go wrong, or null before the capture
 * @param undo whether it can be undone, or null before the capture
 * @param diff what is and what will be
 * @param facts what was found, and the parameters where there is no difference to show
 * @param story who proposed it, who approved it, until when that counts
 * @param why why it stands there, where the badge does not say it all
 * @param forms what may be said of it now
 * @param evidence whether it keeps what an investigation needs
 * @param held which hold keeps it back and what lifts that, or null
 * @param blocked why the asker may not approve it, or null
 */
record ActionView(
    String id,
    String type,
    String title,
    String badge,
    String look,
    @Nullable String risk,
    @Nullable String undo,
    List<Line> diff,
    List<EntryView.Detail> facts,
    List<String> story,
    @Nullable String why,
    List<FormView> forms,
    boolean evidence,
    @Nullable String held,
    @Nullable String blocked) {

  /**
   * A line of a difference.
   *
   * @param kind {@code add}, {@code del}, {@code same}, {@code at} (the target) or {@code call}
   * @param text the line with its sign
   */
  record Line(String kind, String text) {}
}
