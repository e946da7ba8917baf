package dev.aceiro.web.security;

/** How the installation knows people. */
public enum Mode {
  /** Bound to loopback: whoever sits at this machine may be any person of any profile. */
  LOCAL,
  /** People sign in, machines carry tokens. */
  SERVER
}
