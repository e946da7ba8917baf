package dev.aceiro.workflows.containment;

/** What can go wrong with an action (domain 2.0). */
public enum Risk {
  /** Read only, or without effect on availability and data. */
  SAFE,
  /** Changes state; the state before is captured and can be restored. */
  REVERSIBLE,
  /** Can be undone, but disturbs now: restart, failover, traffic cut. */
  DISRUPTIVE,
  /** Data, evidence or work in flight is lost, or no call undoes it. */
  DESTRUCTIVE
}
