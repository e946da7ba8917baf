package dev.aceiro.web.console;

import dev.aceiro.workflows.playbook.Check;
import dev.aceiro.workflows.playbook.Playbook;
import dev.aceiro.workflows.policy.Channel;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How an organisation calls its people, roles and channels. */
final class Names {
  private final ResponsePlan plan;
  private final @Nullable String scenario;
  private final Reader reader;

  /**
   * @param scenario whose playbook's checks are meant; null where it does not matter
   */
  Names(ResponsePlan plan, @Nullable String scenario, Reader reader) {
    this.plan = plan;
    this.scenario = scenario;
    this.reader = reader;
  }

  /**
   * A person by the name of their contact; {@code profile/role} of local mode by the role's label.
   */
  String person(@Nullable String id) {
    if (id == null || id.isEmpty()) {
      return reader.say("person.nobody");
    }
    if (id.equals("aceiro")) {
      return "Aceiro";
    }
    String known =
        plan.roles().stream()
            .flatMap(role -> role.contacts().stream())
            .filter(contact -> contact.person().equals(id))
            .map(contact -> contact.name())
            .findFirst()
            .orElse(null);
    if (known != null) {
      return known;
    }
    String prefix = plan.profile() + "/";
    Role local = id.startsWith(prefix) ? plan.role(id.substring(prefix.length())) : null;
    return local == null ? id : local.label();
  }

  String role(String id) {
    Role role = plan.role(id);
    return role == null ? id : role.label();
  }

  /** Several roles, as they stand in a refusal: ids with commas. */
  String roles(String ids) {
    return Arrays.stream(ids.split(",\\s*")).map(this::role).collect(Collectors.joining(", "));
  }

  /** Several recipients with commas. */
  String recipients(String recipients) {
    return Arrays.stream(recipients.split(","))
        .map(this::recipient)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** {@code role:x}, {@code channel:x} or {@code person:x}. */
  String recipient(String recipient) {
    String id = recipient.substring(recipient.indexOf(':') + 1);
    if (recipient.startsWith("channel:")) {
      Channel channel = plan.channel(id);
      return channel == null ? id : channel.address();
    }
    return recipient.startsWith("role:") ? role(id) : person(id);
  }

  /** A scenario by its playbook's title. */
  String scenario(String id) {
    Playbook playbook = plan.playbook(id);
    return playbook == null ? id : playbook.title();
  }

  /** A check by what it asks. */
  String check(String id) {
    Playbook playbook = plan.playbook(scenario);
    return playbook == null
        ? reader.word("check", id)
        : playbook.checks().stream()
            .filter(check -> check.id().equals(id) && !check.title().isBlank())
            .map(Check::title)
            .findFirst()
            .orElseGet(() -> reader.word("check", id));
  }

  /** Who answers for something: a role or a person. */
  String owner(String owner) {
    return plan.role(owner) == null ? person(owner) : role(owner);
  }
}
