package dev.aceiro.activities.recovery;

import java.util.SortedMap;

/** One kind of automatic check. A bean of this type is all it takes. Reads only. */
public interface CheckHandler {
  /** Its name in playbooks, such as {@code http-probe}. */
  String kind();

  /**
   * Looks once, within 10 s.
   *
   * @param parameters as the plan has them
   */
  Finding check(SortedMap<String, String> parameters);
}
