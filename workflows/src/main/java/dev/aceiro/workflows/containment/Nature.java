package dev.aceiro.workflows.containment;

/** What an action is to those who investigate; its kind says it, or the capture. */
public enum Nature {
  /** Nothing that an investigation minds in particular. */
  NONE,
  /** It keeps what an investigation needs: a snapshot, a backup, an export. */
  EVIDENCE,
  /** It puts another version live; undone, it is a rollback. */
  DEPLOYMENT,
  /** It brings an older version back, and with it what the older version had. */
  ROLLBACK,
  /** It replaces a secret; undone, the old one counts again. */
  ROTATION
}
