package dev.aceiro.workflows.containment;

/** What keeps actions from being applied or undone until it is lifted, whoever approves them. */
public enum Hold {
  /** No older version comes back before the investigation: it would destroy evidence. */
  NO_ROLLBACK {
    @Override
    public boolean stops(OrderKind what, Nature nature, Risk risk) {
      return switch (what) {
        case CAPTURE -> false;
        case APPLY -> nature == Nature.ROLLBACK;
        case UNDO -> nature == Nature.ROLLBACK || nature == Nature.DEPLOYMENT;
      };
    }
  },
  /** Nothing is changed before the evidence is taken, and what was taken is not thrown away. */
  EVIDENCE_FIRST {
    @Override
    public boolean stops(OrderKind what, Nature nature, Risk risk) {
      return switch (what) {
        case CAPTURE -> false;
        case APPLY -> nature != Nature.EVIDENCE && risk != Risk.SAFE;
        case UNDO -> nature == Nature.EVIDENCE || risk != Risk.SAFE;
      };
    }

    @Override
    public boolean stopsWithEvidence(OrderKind what, Nature nature, Risk risk) {
      return what == OrderKind.UNDO && nature == Nature.EVIDENCE;
    }
  },
  /** No secret that was replaced comes back. */
  NO_ROTATION_UNDO {
    @Override
    public boolean stops(OrderKind what, Nature nature, Risk risk) {
      return what == OrderKind.UNDO && nature == Nature.ROTATION;
    }
  };

  /** Whether it stops that, of an action of that nature and risk. Reading is never stopped. */
  public abstract boolean stops(OrderKind what, Nature nature, Risk risk);

  /** Whether it still stops that once the evidence is taken. */
  public boolean stopsWithEvidence(OrderKind what, Nature nature, Risk risk) {
    return stops(what, nature, risk);
  }

  /** Whether taking the evidence lifts it, by and large. */
  public boolean asksForEvidence() {
    return this == EVIDENCE_FIRST;
  }
}
