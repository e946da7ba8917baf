package dev.aceiro.web.profile;

import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.security.InstallationProperties;
import dev.aceiro.web.security.Mode;
import dev.aceiro.workflows.communication.TestPages;
import dev.aceiro.workflows.policy.Channel;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import dev.aceiro.workflows.policy.Severity;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Outside local mode nobody may rely on messages that would only be recorded: a severity whose
 * every channel is dry stops the start of whoever sends messages.
 */
@Component
class LiveChannels implements SmartInitializingSingleton {
  private final Profiles profiles;
  private final ObjectProvider<TestPages> channels;
  private final boolean asked;

  LiveChannels(
      Profiles profiles,
      ObjectProvider<TestPages> channels,
      InstallationProperties installation,
      @Value("${aceiro.roles:web,worker,responder}") String roles) {
    this.profiles = profiles;
    this.channels = channels;
    this.asked = installation.mode() == Mode.SERVER && roles.contains("worker");
  }

  @Override
  public void afterSingletonsInstantiated() {
    TestPages known = asked ? channels.getIfAvailable() : null;
    if (known != null) {
      for (Profile profile : profiles.all()) {
        check(profile.plan(), known.liveKinds());
      }
    }
  }

  /**
   * Makes sure that somebody hears of each severity.
   *
   * @param live the kinds of channel that can send
   * @throws StartupFailure if nobody would hear of one
   */
  static void check(ResponsePlan plan, Collection<String> live) {
    for (Severity severity : plan.severities()) {
      Set<String> kinds = kinds(plan, severity);
      if (Collections.disjoint(kinds, live)) {
        throw new StartupFailure(
            "Nobody would hear of a %s of %s: it is told by %s, and none of these is configured; configure one (aceiro.slack.token, spring.mail.host), or use local mode to try things out."
                .formatted(severity.code(), plan.profile(), String.join(", ", kinds)));
      }
    }
  }

  private static Set<String> kinds(ResponsePlan plan, Severity severity) {
    Set<String> kinds = new TreeSet<>();
    for (String recipient : severity.tell()) {
      String id = recipient.substring(recipient.indexOf(':') + 1);
      Channel channel = recipient.startsWith("channel:") ? plan.channel(id) : null;
      Role role = recipient.startsWith("role:") ? plan.role(id) : null;
      if (channel != null) {
        kinds.add(channel.kind());
      }
      if (role != null) {
        kinds.addAll(role.channels());
      }
    }
    plan.ladder().stream()
        .filter(rung -> rung.pages(severity.code()))
        .forEach(rung -> kinds.addAll(rung.channels()));
    return kinds;
  }
}
