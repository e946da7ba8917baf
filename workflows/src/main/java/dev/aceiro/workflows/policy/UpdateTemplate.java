package dev.aceiro.workflows.policy;

import java.util.List;

/**
 * A message that people may send about an incident; its words stay in the profile.
 *
 * @param id by which it is chosen
 * @param audience {@code internal} or {@code external}
 * @param fields what must be filled in
 * @param assertsCause whether it says what the cause is: only once that is known (domain 1.7 C24)
 * @param promisesEta whether it promises an end: only by an approver (domain 1.7 C23)
 * @param approvers roles that may promise; leads where it is empty
 */
public record UpdateTemplate(
    String id,
    String audience,
    List<String> fields,
    boolean assertsCause,
    boolean promisesEta,
    List<String> approvers) {

  /** The update that every profile has. */
  public static final UpdateTemplate INTERNAL =
      new UpdateTemplate(
          "internal-update",
          "internal",
          List.of("lastUpdate", "nextSteps"),
          false,
          false,
          List.of());

  /** What is not said is empty. */
  public UpdateTemplate {
    fields = fields == null ? List.of() : fields;
    approvers = approvers == null ? List.of() : approvers;
  }
}
