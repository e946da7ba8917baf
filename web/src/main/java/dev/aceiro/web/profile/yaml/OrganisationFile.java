package dev.aceiro.web.profile.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code organisation.yaml}: who the profile is for, and the words its incidents use.
 *
 * @param name the organisation's
 * @param timezone an IANA id
 * @param language of what is sent to people, {@code pt-BR} or {@code en}
 * @param defaultSeverity of an alarm that nobody knows
 * @param firstResponder the role that the ladder pages
 * @param flags what people may say of an incident
 * @param documents titles by the id that a {@code source} begins with
 * @param slos what users are promised
 * @param source where in the organisation's documents it comes from
 * @param deviation why it differs from the document
 * @param ours whether the documents are silent
 */
public record OrganisationFile(
    String name,
    String timezone,
    String language,
    String defaultSeverity,
    String firstResponder,
    List<String> flags,
    SortedMap<String, String> documents,
    List<Slo> slos,
    @Nullable String source,
    @Nullable String deviation,
    boolean ours)
    implements Sourced {
  /** What the organisation promises its users: a share of good over a window. */
  public record Slo(
      String id,
      String sli,
      BigDecimal target,
      Duration window,
      @Nullable String service,
      @Nullable Duration review,
      @Nullable String source,
      @Nullable String deviation,
      boolean ours)
      implements Sourced {}
}
