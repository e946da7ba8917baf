package dev.aceiro.web.kill;

/** The instants in the life of one effect at which a kill hurts most. */
enum Moment {
  /** A service has the request and has done nothing about it. */
  REQUEST_RECEIVED,
  /** A service has done what was asked and not said so. */
  REQUEST_PROCESSED,
  /** A service has answered; nobody can have reported it yet. */
  REQUEST_ANSWERED,
  /** PostgreSQL has a flush and has not committed it. */
  FLUSH_RECEIVED,
  /** An alarm was answered 202 and cannot have been relayed yet. */
  INBOX_COMMITTED
}
