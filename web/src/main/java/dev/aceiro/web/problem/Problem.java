package dev.aceiro.web.problem;

import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * An answer that is not the one the caller wished for: a status, a stable code, and its parameters.
 * Throw it anywhere below a request; it becomes a problem detail (RFC 9457) for programs and a page
 * for people.
 *
 * <p>4xx says that the same call can never succeed as it is, 5xx that it may later.
 */
public final class Problem extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;
  private final transient SortedMap<String, String> params;
  private final transient List<Fault> faults;
  private final @Nullable String words;
  private final @Nullable Duration retryAfter;

  private Problem(
      HttpStatus status,
      String code,
      SortedMap<String, String> params,
      List<Fault> faults,
      @Nullable String words,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(code + " " + params, cause);
    this.status = status;
    this.code = code;
    this.params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    this.faults = List.copyOf(faults);
    this.words = words;
    this.retryAfter = retryAfter;
  }

  /** A problem whose texts are {@code problem.<code>.title} and {@code problem.<code>.detail}. */
  public static Problem of(HttpStatus status, String code) {
    return new Problem(status, code, new TreeMap<>(), List.of(), null, null, null);
  }

  /** What somebody asked for is not there. */
  public static Problem notFound(String code, String param, String value) {
    return of(HttpStatus.NOT_FOUND, code).with(param, value);
  }

  /** The request cannot be understood or is not allowed to say what it says. */
  public static Problem badRequest(String code) {
    return of(HttpStatus.BAD_REQUEST, code);
  }

  /** The same problem with one more parameter; never a secret. */
  public Problem with(String param, String value) {
    TreeMap<String, String> more = new TreeMap<>(params);
    more.put(param, value);
    return new Problem(status, code, more, faults, words, retryAfter, getCause());
  }

  /** The same problem with these parameters. */
  public Problem with(SortedMap<String, String> all) {
    return new Problem(status, code, all, faults, words, retryAfter, getCause());
  }

  /** The same problem naming one more field and what is wrong with it. */
  public Problem at(Fault fault) {
    List<Fault> more = new ArrayList<>(faults);
    more.add(fault);
    return new Problem(status, code, params, more, words, retryAfter, getCause());
  }

  /**
   * The same problem whose detail is what another code says, for codes that people also read
   * elsewhere: {@code refusal.ALREADY_ACKNOWLEDGED}.
   */
  public Problem saying(String detailCode) {
    return new Problem(status, code, params, faults, detailCode, retryAfter, getCause());
  }

  /** The same problem with a {@code Retry-After}, rounded up to whole seconds. */
  public Problem retryAfter(Duration wait) {
    return new Problem(status, code, params, faults, words, wait, getCause());
  }

  /** The same problem with what caused it, for the log. */
  public Problem because(Throwable cause) {
    return new Problem(status, code, params, faults, words, retryAfter, cause);
  }

  public HttpStatus status() {
    return status;
  }

  /**
   * Stable; programs may rely on it. Written {@code KEY_REUSED} here and {@code key-reused} on the
   * wire.
   */
  public String code() {
    return code;
  }

  /** What the words are about. */
  public SortedMap<String, String> params() {
    return params;
  }

  /** The fields that are wrong, in the order found. */
  public List<Fault> faults() {
    return faults;
  }

  /** The code whose words are the detail; null for {@code problem.<code>.detail}. */
  public @Nullable String words() {
    return words;
  }

  /** How long to wait before the same call may succeed; null where nobody knows. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
