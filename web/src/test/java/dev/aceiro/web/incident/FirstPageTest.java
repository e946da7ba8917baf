package dev.aceiro.web.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.RunningAceiro;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.alarm.AlarmState;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.incident.Incident;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FirstPageTest {
  private static final Instant RECEIVED = Instant.parse("2026-03-10T06:00:00Z");
  private static final String FIRST_RUNG = "ladder-0";

  @Test
  void itIsTheMessageThatTheIncidentWillSendItself() {
    Openings openings = RunningAceiro.shared().bean(Openings.class);
    Openings.Beginning now = openings.beginning("INC-7", "plooral", alarm(), null);
    List<Message> pages = FirstPage.firstPages(now.state(), now.plan());
    assertThat(pages).hasSize(1);
    Message page = pages.getFirst();
    assertThat(page.recipient()).isEqualTo("role:on-call");
    assertThat(page.key()).contains(FIRST_RUNG, RECEIVED.toString());

    Openings.Beginning later = openings.beginning("INC-7", "plooral", alarm(), null);
    Incident incident = new Incident(later.state(), later.plan());
    incident.fireDue(RECEIVED.plusSeconds(90));
    assertThat(incident.state().messages()).extracting(Message::key).contains(page.key());
  }

  private static Alarm alarm() {
    return new Alarm(
        "generic",
        "PlooralAPIHighErrorRate",
        AlarmState.FIRING,
        "k",
        "e",
        null,
        null,
        null,
        RECEIVED.minusSeconds(60),
        RECEIVED,
        false,
        "5xx > 5 %",
        new TreeMap<>(),
        List.of());
  }
}
