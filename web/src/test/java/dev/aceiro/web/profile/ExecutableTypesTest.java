package dev.aceiro.web.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.workflows.containment.ActionCatalogue;
import dev.aceiro.workflows.containment.ActionKind;
import org.junit.jupiter.api.Test;

class ExecutableTypesTest {

  @Test
  void theTypesReadFromTheClassesAreThoseOfTheRunningProgram() {
    assertThat(ExecutableTypes.all())
        .containsExactlyInAnyOrderElementsOf(
            RunningAceiro.shared().bean(ActionCatalogue.class).kinds().stream()
                .map(ActionKind::type)
                .toList());
  }
}
