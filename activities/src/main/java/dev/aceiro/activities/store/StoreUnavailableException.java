package dev.aceiro.activities.store;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * PostgreSQL cannot be reached, or did not answer in time: nobody knows whether it did anything.
 */
public final class StoreUnavailableException extends DataAccessResourceFailureException {
  private static final long serialVersionUID = 1;

  StoreUnavailableException(String message) {
    super(message);
  }

  StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
