package dev.aceiro.web.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form of a page.
 *
 * @param id unique on the page; comes back with what is said, so that a refusal finds its form
 * @param decision which decision it says
 * @param title what it does, as a heading or a summary
 * @param submit what its button says
 * @param tone {@code main}, {@code plain} or {@code danger}
 * @param hidden what goes along unseen
 * @param fields what a person fills in
 * @param key the idempotency key
 * @param zone the time zone its instants are typed in
 * @param trouble why it was not taken the last time, or null
 * @param open whether it shows itself unasked
 */
record FormView(
    String id,
    String decision,
    String title,
    String submit,
    String tone,
    List<Hidden> hidden,
    List<FieldView> fields,
    String key,
    String zone,
    @Nullable String trouble,
    boolean open) {

  /** Something that goes along unseen. */
  record Hidden(String name, String value) {}

  /**
   * One thing to fill in.
   *
   * @param id unique on the page
   * @param name under which it is sent
   * @param label what it is
   * @param hint what helps to fill it in, or null
   * @param control {@code line}, {@code text}, {@code long}, {@code select}, {@code radio}, {@code
   *     checks}, {@code when} or {@code url}
   * @param required whether it must be filled in
   * @param maxLength in characters
   * @param options what may be chosen
   * @param value what stands in it
   * @param fault what is wrong with it, or null
   */
  record FieldView(
      String id,
      String name,
      String label,
      @Nullable String hint,
      String control,
      boolean required,
      int maxLength,
      List<Option> options,
      String value,
      @Nullable String fault) {

    public boolean invalid() {
      return fault != null;
    }
  }

  /** One choice. */
  record Option(String value, String label, boolean chosen) {}
}
