package dev.aceiro.web.problem;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One field that is wrong.
 *
 * @param pointer where in the body, a JSON pointer; a header or a parameter is {@code header:Name},
 *     {@code query:name}
 * @param code what is wrong: {@code MISSING}, {@code UNKNOWN}, {@code WRONG_TYPE}, {@code INVALID},
 *     {@code TOO_LONG}
 * @param params the code's parameters: what was expected, what is allowed
 */
public record Fault(String pointer, String code, SortedMap<String, String> params) {

  /** A fault without parameters. */
  public static Fault of(String pointer, String code) {
    return new Fault(pointer, code, Collections.emptySortedMap());
  }

  /** The same fault with one more parameter. */
  public Fault with(String param, String value) {
    TreeMap<String, String> more = new TreeMap<>(params);
    more.put(param, value);
    return new Fault(pointer, code, Collections.unmodifiableSortedMap(more));
  }
}
