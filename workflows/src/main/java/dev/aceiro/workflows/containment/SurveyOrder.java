package dev.aceiro.workflows.containment;

import java.util.List;

/**
 * What a survey is to read. Carries references, never a secret.
 *
 * @param id {@code S1}, {@code S2}, … in the order in which they were ordered
 * @param kind what for
 * @param incident the incident's id
 * @param generation the incident's generation
 * @param profile whose estate the targets lie in
 * @param steps whose targets
 * @param made what the ledger says has been done
 */
public record SurveyOrder(
    String id,
    Kind kind,
    String incident,
    int generation,
    String profile,
    List<SurveyStep> steps,
    List<Made> made) {

  /** What a survey is for. */
  public enum Kind {
    /** What is compared with later. */
    BASELINE,
    /** What is there before the incident closes. */
    CLOSING
  }

  /** The same order, given by a resumed incident. */
  public SurveyOrder of(int resumed) {
    return new SurveyOrder(id, kind, incident, resumed, profile, steps, made);
  }
}
