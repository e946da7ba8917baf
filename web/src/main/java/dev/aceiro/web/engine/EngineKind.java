package dev.aceiro.web.engine;

/** Where the Temporal that serves this installation runs. */
public enum EngineKind {
  /** Somewhere else: a cluster or Temporal Cloud named by {@code spring.temporal.connection}. */
  CONFIGURED,
  /** On this machine, by the {@code temporal} program, its histories in a file. */
  PROGRAM,
  /** Inside this process, its histories in memory: every restart resumes every open incident. */
  IN_PROCESS;

  /** Whether its histories outlive this process. */
  public boolean durable() {
    return this != IN_PROCESS;
  }

  /**
   * Whether it belongs to this installation alone, which may therefore resume by itself what it
   * lost.
   */
  public boolean embedded() {
    return this != CONFIGURED;
  }
}
