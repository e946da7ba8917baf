package dev.aceiro.web.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.web.StartupFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class LocalModeCheckTest {

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.168.0.7", "::", "aceiro.example.com"})
  void localModeRefusesToAnswerBeyondThisMachine(String address) {
    var environment = new MockEnvironment().withProperty("server.address", address);
    assertThatThrownBy(() -> LocalModeCheck.check(environment))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("server.address is " + address)
        .hasMessageContaining("aceiro.mode=server");
  }

  @Test
  void noAddressAtAllMeansEveryAddress() {
    assertThatThrownBy(() -> LocalModeCheck.check(new MockEnvironment()))
        .isInstanceOf(StartupFailure.class);
  }

  @Test
  void theManagementPortCounts() {
    var environment =
        new MockEnvironment()
            .withProperty("server.address", "127.0.0.1")
            .withProperty("management.server.port", "9090");
    assertThatThrownBy(() -> LocalModeCheck.check(environment))
        .hasMessageContaining("management.server.address");
  }

  @Test
  void aPublicAddressIsNoLocalMode() {
    var environment =
        new MockEnvironment()
            .withProperty("server.address", "127.0.0.1")
            .withProperty("aceiro.public-url", "https://aceiro.example.com");
    assertThatThrownBy(() -> LocalModeCheck.check(environment))
        .hasMessageContaining("aceiro.public-url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void loopbackIsFine(String address) {
    var environment = new MockEnvironment().withProperty("server.address", address);
    assertThatCode(() -> LocalModeCheck.check(environment)).doesNotThrowAnyException();
  }

  @Test
  void whoSignsPeopleInMayAnswerAnywhere() {
    var environment =
        new MockEnvironment()
            .withProperty("aceiro.mode", "server")
            .withProperty("server.address", "0.0.0.0");
    assertThatCode(() -> LocalModeCheck.check(environment)).doesNotThrowAnyException();
  }
}
