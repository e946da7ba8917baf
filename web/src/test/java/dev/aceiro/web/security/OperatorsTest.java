package dev.aceiro.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.security.Asker.LocalPerson;
import dev.aceiro.web.security.Asker.Machine;
import dev.aceiro.web.security.Asker.Member;
import dev.aceiro.web.security.Asker.Somebody;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class OperatorsTest {
  private final Operators operators =
      operators("ana", "bruno@example.com", "token:backups", "token:carla");

  @Test
  void thoseWhoAreNamedAreOperatorsByUserNameByAddressOrByToken() {
    assertThat(operators.include(new Member("ana", "Ana", null))).isTrue();
    assertThat(operators.include(new Member("b", "Bruno", "Bruno@Example.com"))).isTrue();
    assertThat(operators.include(machine("backups"))).isTrue();
  }

  @Test
  void nobodyElseIsWhateverRolesTheyHoldInAProfile() {
    TreeMap<String, List<String>> roles = new TreeMap<>();
    roles.put("plooral", List.of("platform-lead"));
    assertThat(operators.include(new Machine("deploys", roles))).isFalse();
    assertThat(operators.include(new Member("diego", "Diego", "diego@example.com"))).isFalse();
    assertThat(operators().include(new Member("ana", "Ana", "ana@example.com"))).isFalse();
  }

  @Test
  void nobodyBecomesAMachineByTheirUserName() {
    assertThat(operators.include(new Member("token:carla", "Carla", null))).isFalse();
    assertThat(operators.include(machine("ana"))).isFalse();
  }

  @Test
  void inLocalModeEverybodyIs() {
    assertThat(operators().include(new Somebody())).isTrue();
    assertThat(operators().include(new LocalPerson("plooral", "on-call"))).isTrue();
  }

  @Test
  void whoeverIsNoneIsToldSo() {
    assertThatThrownBy(() -> operators.require(machine("deploys")))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(HttpStatus.FORBIDDEN);
              assertThat(problem.code()).isEqualTo("NOT_AN_OPERATOR");
              assertThat(problem.params()).containsEntry("person", "token:deploys");
            });
  }

  private static Machine machine(String token) {
    return new Machine(token, new TreeMap<>());
  }

  private static Operators operators(String... named) {
    return new Operators(new SecurityProperties(null, List.of(), List.of(named)));
  }
}
