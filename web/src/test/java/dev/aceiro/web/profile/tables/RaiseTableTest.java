package dev.aceiro.web.profile.tables;

/**
 * Alarms that are P0 signs in one place of a document and open a P1 in another (C15): what else
 * fires, or how long, decides; a person decides over both.
 */
class RaiseTableTest extends TableTest {
  static final Table PLOORAL =
      Table.of(
          "plooral",
          """
          source     | severity | scenario          | events                                     | what                  | who                 | at
          002 §1.1   | P1       | worker-failure    | 0m alarm PlooralWorkerFailure FIRING; 10m alarm PlooralAPIHighErrorRate FIRING | EFFECT RAISE_SEVERITY | - | 10m
          002 §1.1   | P1       | worker-failure    | 0m alarm PlooralWorkerFailure FIRING; 10m alarm PlooralAPIHighErrorRate FIRING | NOTIFY | engineering-manager | 10m
          002 §1.1   | P1       | worker-failure    | 0m alarm PlooralWorkerFailure FIRING; 10m alarm PlooralAPIHighErrorRate FIRING | MISS contain-target | on-call | 15m
          002 §1.1   | P1       | api-errors        | 0m alarm PlooralAPIHighErrorRate FIRING; 10m alarm PlooralWorkerFailure FIRING | EFFECT RAISE_SEVERITY | - | 10m
          002 §1.1   | P1       | api-errors        | 0m alarm PlooralAPIHighErrorRate FIRING; 10m alarm AuroraCPUCritical FIRING | EFFECT RAISE_SEVERITY | - | 10m
          002 §1.1   | P1       | database-overload | 0m alarm AuroraCPUCritical FIRING; 10m alarm PlooralAPIHighErrorRate FIRING | EFFECT RAISE_SEVERITY | - | 10m
          002 §4.1.2 | P1       | worker-failure    | 0m alarm PlooralWorkerFailure FIRING       | EFFECT RAISE_SEVERITY | -                   | never
          002 §4.1.2 | P1       | worker-failure    | 0m alarm PlooralWorkerFailure FIRING; 5m alarm PlooralWorkerFailure RESOLVED; 10m alarm PlooralAPIHighErrorRate FIRING | EFFECT RAISE_SEVERITY | - | never
          002 §1.1   | P1       | worker-failure    | 0m alarm PlooralWorkerFailure FIRING; 5m triage; 10m alarm PlooralAPIHighErrorRate FIRING | EFFECT RAISE_SEVERITY | - | 10m
          Aceiro     | P1       | worker-failure    | 0m alarm PlooralWorkerFailure FIRING; 5m reclassify P2; 10m alarm PlooralAPIHighErrorRate FIRING | EFFECT RAISE_SEVERITY | - | never
          Aceiro     | P1       | worker-failure    | 0m alarm PlooralWorkerFailure FIRING; 10m alarm PlooralAPIHighErrorRate FIRING; 12m reclassify P1; 15m alarm AuroraCPUCritical FIRING | EFFECT RAISE_SEVERITY | - | 10m
          Aceiro     | P0       | worker-failure    | 0m alarm PlooralWorkerFailure FIRING; 10m alarm PlooralAPIHighErrorRate FIRING | EFFECT RAISE_SEVERITY | - | never
          002 §4.2.2 | P2       | edge-errors       | 0m alarm CloudFront5XXErrors FIRING        | EFFECT RAISE_SEVERITY | -                   | 30m
          002 §4.2.2 | P2       | edge-errors       | 0m alarm CloudFront5XXErrors FIRING        | NOTIFY                | platform-lead       | 30m
          002 §4.2.2 | P2       | edge-errors       | 0m alarm CloudFront5XXErrors FIRING; 20m alarm CloudFront5XXErrors RESOLVED | EFFECT RAISE_SEVERITY | - | never
          002 §4.2.2 | P2       | edge-errors       | 0m alarm CloudFront5XXErrors FIRING; 20m resolved | EFFECT RAISE_SEVERITY | -            | never
          002 §4.2.2 | P2       | edge-errors       | 0m alarm CloudFront5XXErrors FIRING; 20m alarm CloudFront5XXErrors RESOLVED; 25m alarm CloudFront5XXErrors FIRING | EFFECT RAISE_SEVERITY | - | 55m
          """);

  static final Table CHALLENGE =
      Table.of(
          "challenge-02",
          """
          source | severity | scenario  | events                                                       | what                  | who | at
          Aceiro | P1       | app-error | 0m alarm PodsNotReady FIRING; 3m alarm ALB5xxErrors FIRING   | EFFECT RAISE_SEVERITY | -   | 3m
          """);

  RaiseTableTest() {
    super(PLOORAL, CHALLENGE);
  }
}
