package dev.aceiro.workflows.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlarmCatalogueTest {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<String> SEVERITIES = List.of("P0", "P1", "P2");

  private final CatalogueEntry apiErrors =
      new CatalogueEntry(
          "PlooralAPIHighErrorRate",
          "plooral-api",
          "api-errors",
          "P1",
          List.of(new Raise("P0", List.of(), null, "every user is affected")),
          "5xx > 5 % in 5 min",
          List.of("look at the ALB"),
          List.of("a recent deploy"),
          "no 5xx in the logs",
          null,
          null);

  @Test
  void theCataloguesSeverityAndServiceWinOverTheSources() {
    AlarmMeaning meaning =
        catalogue().meaningOf(alarm("PlooralAPIHighErrorRate", "P0", "else"), SEVERITIES, "P2");

    assertThat(meaning).isEqualTo(new AlarmMeaning("P1", "plooral-api", "api-errors", apiErrors));
    assertThat(meaning.known()).isTrue();
  }

  @Test
  void anUnknownAlarmGetsTheDefaultSeverity() {
    AlarmMeaning meaning = catalogue().meaningOf(alarm("Nobody", null, null), SEVERITIES, "P2");

    assertThat(meaning).isEqualTo(new AlarmMeaning("P2", null, null, null));
    assertThat(meaning.known()).isFalse();
  }

  @Test
  void anUnknownAlarmsOwnSeverityCountsOnlyIfTheProfileHasIt() {
    assertThat(catalogue().meaningOf(alarm("Nobody", "P0", "x"), SEVERITIES, "P2").severity())
        .isEqualTo("P0");
    assertThat(catalogue().meaningOf(alarm("Nobody", "critical", "x"), SEVERITIES, "P2").severity())
        .isEqualTo("P2");
  }

  @Test
  void maintenanceCoversItsServicesFromItsBeginningToBeforeItsEnd() {
    MaintenanceWindow window =
        new MaintenanceWindow(
            NOON, NOON.plusSeconds(3600), List.of("plooral-api"), List.of(), "migration");
    AlarmCatalogue catalogue = new AlarmCatalogue(List.of(apiErrors), List.of(window), null, null);
    Alarm alarm = alarm("PlooralAPIHighErrorRate", null, null);

    assertThat(catalogue.maintenanceOf(alarm, NOON)).isEqualTo(window);
    assertThat(catalogue.maintenanceOf(alarm, NOON.minusSeconds(1))).isNull();
    assertThat(catalogue.maintenanceOf(alarm, NOON.plusSeconds(3600))).isNull();
    assertThat(catalogue.maintenanceOf(alarm("Other", null, "plooral-db"), NOON)).isNull();
  }

  @Test
  void maintenanceThatNamesNothingCoversEverything() {
    MaintenanceWindow window =
        new MaintenanceWindow(NOON, NOON.plusSeconds(60), List.of(), List.of(), "all hands");

    assertThat(window.covers("Anything", null, NOON)).isTrue();
  }

  @Test
  void rulesThatSayNothingAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new StartRule(1, Duration.ofMinutes(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new StartRule(2, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> new StormRule(0, Duration.ofMinutes(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MaintenanceWindow(NOON, NOON, List.of(), List.of(), "none"));
  }

  private AlarmCatalogue catalogue() {
    return new AlarmCatalogue(List.of(apiErrors), List.of(), null, null);
  }

  private static Alarm alarm(String name, String severity, String service) {
    return new Alarm(
        "generic",
        name,
        AlarmState.FIRING,
        name,
        "e1",
        severity,
        service,
        null,
        NOON,
        NOON,
        false,
        "",
        new TreeMap<>(),
        List.of());
  }
}
