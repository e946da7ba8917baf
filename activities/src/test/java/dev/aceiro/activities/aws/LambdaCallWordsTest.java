package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.workflows.incident.Params;
import org.junit.jupiter.api.Test;

/** Who approves a call, or makes it by hand, reads it as AWS has it. */
class LambdaCallWordsTest {

  @Test
  void whatIsSetHasTheNamesOfTheRequestAndTheRestIsLeftOut() {
    assertThat(
            Lambdas.said(Params.of("memory", "1024"), "timeout", "Timeout", "memory", "MemorySize"))
        .isEqualTo(",\"MemorySize\":1024");
  }
}
