package dev.aceiro.web.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatus;

class RecordAwayTest {
  @Test
  void aRecordThatCannotBeAskedMayBeAskedAgain() {
    assertThatThrownBy(
            () ->
                RecordAway.orElse503(
                    () -> {
                      throw new DataAccessResourceFailureException("away");
                    }))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
              assertThat(problem.code()).isEqualTo("RECORD_UNAVAILABLE");
              assertThat(problem.retryAfter()).isNotNull();
            });
  }

  @Test
  void anErrorOfOursIsNotTheCallersFault() {
    IllegalArgumentException ours = new IllegalArgumentException("a state that cannot be read");
    assertThatThrownBy(
            () ->
                RecordAway.orElse503(
                    () -> {
                      throw ours;
                    }))
        .isSameAs(ours);
  }
}
