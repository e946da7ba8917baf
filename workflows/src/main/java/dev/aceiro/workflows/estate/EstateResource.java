package dev.aceiro.workflows.estate;

import java.util.SortedMap;

/**
 * Something to act on.
 *
 * @param service the service it belongs to
 * @param says what the estate says of it: its {@code kind}, its names, where it is
 */
public record EstateResource(String service, SortedMap<String, String> says) {
  static final String KIND = "kind";
  static final String ENVIRONMENT = "environment";

  boolean is(String kind) {
    return kind.equals(says.get(KIND));
  }
}
