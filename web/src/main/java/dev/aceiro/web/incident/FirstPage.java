package dev.aceiro.web.incident;

import dev.aceiro.web.ingest.EmergencyPager;
import dev.aceiro.workflows.alarm.Alarm;
import dev.aceiro.workflows.communication.Delivery;
import dev.aceiro.workflows.communication.ImmediatePages;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.incident.Incident;
import dev.aceiro.workflows.incident.IncidentState;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Pages the on-call for an incident that no engine has taken yet: with the message that the
 * incident itself would send first, found by asking the same state what is due, so that both have
 * one key.
 */
@Component
class FirstPage implements EmergencyPager {
  private final Openings openings;
  private final ObjectProvider<ImmediatePages> pages;

  FirstPage(Openings openings, ObjectProvider<ImmediatePages> pages) {
    this.openings = openings;
    this.pages = pages;
  }

  @Override
  public void page(String profile, String incident, Alarm alarm) {
    Openings.Beginning beginning = openings.beginning(incident, profile, alarm, null);
    page(beginning.state(), beginning.plan());
  }

  /**
   * Pages for an incident that is reserved.
   *
   * @return whether that is done: false where every channel failed, so that it is worth repeating
   */
  boolean page(IncidentState state, ResponsePlan plan) {
    ImmediatePages pagesNow = pages.getObject();
    boolean done = true;
    for (Message message : firstPages(state, plan)) {
      List<Delivery> deliveries = pagesNow.send(message).all();
      done &=
          deliveries.isEmpty()
              || deliveries.stream()
                  .anyMatch(delivery -> delivery.outcome() != Delivery.Result.FAILED);
    }
    return done;
  }

  /** What the incident sends to its first responder at the instant it begins. */
  static List<Message> firstPages(IncidentState state, ResponsePlan plan) {
    Incident incident = new Incident(state, plan);
    incident.fireDue(state.receivedAt());
    String responder = "role:" + plan.firstResponder();
    return incident.state().messages().stream()
        .filter(message -> message.page() && message.recipient().equals(responder))
        .toList();
  }
}
