package dev.aceiro.web.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision and whether the asker may say it now.
 *
 * @param id its name
 * @param allowed whether it would be taken, the fields being right
 * @param why why not; null where it is allowed
 * @param fields what is said with it
 */
record DecisionOffer(String id, boolean allowed, @Nullable Saying why, List<FieldForm> fields) {

  /**
   * What is said with a decision.
   *
   * @param name as in the body
   * @param type LINE, TEXT, CHOICE, INSTANT, LIST or MAP
   * @param required whether it must be said
   * @param maxLength of one text, in characters
   * @param choices for CHOICE: what may be said now
   */
  record FieldForm(
      String name, String type, boolean required, int maxLength, List<String> choices) {}
}
