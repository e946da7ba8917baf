package dev.aceiro.activities.aws;

/** What actions on security groups have in common. */
final class Network {
  /** Of a parameter that lists groups. */
  static final String GROUPS = "Security groups there shall be, in the place of the present ones.";

  /** What the id of a group looks like. */
  static final String GROUP_ID = "sg-[0-9a-f]{8,17}";

  /** What a list of them looks like. */
  static final String GROUP_IDS = GROUP_ID + "(\\s*,\\s*" + GROUP_ID + ")*";

  /** The warning that every change of groups carries. */
  static final String FLOWS = "warning.established-flows";

  /** What it says. */
  static final String FLOWS_STAY = "network.deny-entry";

  private Network() {}
}
