package dev.aceiro.web.problem;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;

/** What a caller hears while the record cannot be asked. */
public final class RecordAway {
  /** After which a call that found nobody is worth repeating. */
  public static final Duration AGAIN = Duration.ofSeconds(2);

  private RecordAway() {}

  /**
   * What the record says.
   *
   * @throws Problem 503 while it cannot be asked
   */
  public static <T> T orElse503(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (DataAccessException | TransactionException away) {
      throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "RECORD_UNAVAILABLE")
          .retryAfter(AGAIN)
          .because(away);
    }
  }
}
