package dev.aceiro.workflows.incident;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** What incidents are found by in the Temporal UI. */
public final class IncidentSearchAttributes {
  /** Severity code. */
  public static final SearchAttributeKey<String> SEVERITY =
      SearchAttributeKey.forKeyword("AceiroSeverity");

  /** Stage. */
  public static final SearchAttributeKey<String> STAGE =
      SearchAttributeKey.forKeyword("AceiroStage");

  /** First affected service. */
  public static final SearchAttributeKey<String> SERVICE =
      SearchAttributeKey.forKeyword("AceiroService");

  /** Profile. */
  public static final SearchAttributeKey<String> PROFILE =
      SearchAttributeKey.forKeyword("AceiroProfile");

  /** All of them, to be ensured at start. */
  public static final List<SearchAttributeKey<String>> ALL =
      List.of(SEVERITY, STAGE, SERVICE, PROFILE);

  private IncidentSearchAttributes() {}
}
