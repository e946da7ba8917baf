package dev.aceiro.web.profile;

import dev.aceiro.web.profile.yaml.TemplateEntry;
import dev.aceiro.workflows.communication.Address;
import dev.aceiro.workflows.communication.Directory;
import dev.aceiro.workflows.policy.Channel;
import dev.aceiro.workflows.policy.Contact;
import dev.aceiro.workflows.policy.ResponsePlan;
import dev.aceiro.workflows.policy.Role;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who is who in the loaded profiles, for messages that are sent now. */
@Component
class ProfileDirectory implements Directory {
  private final Profiles profiles;

  ProfileDirectory(Profiles profiles) {
    this.profiles = profiles;
  }

  @Override
  public List<Address> addresses(String profile, String recipient, List<String> kinds) {
    return plan(profile).map(plan -> addresses(plan, recipient, kinds)).orElse(List.of());
  }

  @Override
  public List<Address> everybody(String kind) {
    return profiles.all().stream()
        .flatMap(profile -> profile.plan().roles().stream())
        .flatMap(role -> role.contacts().stream())
        .flatMap(
            contact ->
                Stream.ofNullable(value(contact, kind))
                    .map(value -> new Address(kind, contact.person(), value)))
        .distinct()
        .toList();
  }

  @Override
  public Optional<String> template(String profile, String code, String language) {
    return profiles
        .find(profile)
        .map(found -> found.document().template(code))
        .flatMap(template -> Optional.ofNullable(words(template, language)));
  }

  private static @Nullable String words(TemplateEntry template, String language) {
    String text = template.text().get(language);
    String subject = template.subject().get(language);
    return text == null || subject == null ? text : subject + "\n" + text;
  }

  @Override
  public String language(String profile) {
    return plan(profile).map(ResponsePlan::language).orElse("en");
  }

  @Override
  public ZoneId zone(String profile) {
    return plan(profile).map(plan -> ZoneId.of(plan.zone())).orElse(ZoneId.of("UTC"));
  }

  private Optional<ResponsePlan> plan(String profile) {
    return profiles.find(profile).map(Profile::plan);
  }

  private static List<Address> addresses(ResponsePlan plan, String recipient, List<String> kinds) {
    String id = recipient.substring(recipient.indexOf(':') + 1);
    List<Address> addresses = new ArrayList<>();
    if (recipient.startsWith("channel:")) {
      Channel channel = plan.channel(id);
      if (channel != null && kinds.contains(channel.kind())) {
        addresses.add(new Address(channel.kind(), channel.id(), channel.address()));
      }
      return addresses;
    }
    for (Contact contact : contacts(plan, recipient, id)) {
      for (String kind : kinds) {
        String value = value(contact, kind);
        if (value != null) {
          addresses.add(new Address(kind, contact.person(), value));
        }
      }
    }
    return addresses;
  }

  private static List<Contact> contacts(ResponsePlan plan, String recipient, String id) {
    if (recipient.startsWith("role:")) {
      Role role = plan.role(id);
      return role == null ? List.of() : role.contacts();
    }
    return plan.roles().stream()
        .flatMap(role -> role.contacts().stream())
        .filter(contact -> contact.person().equals(id))
        .limit(1)
        .toList();
  }

  private static @Nullable String value(Contact contact, String kind) {
    return switch (kind) {
      case "slack" -> contact.slack();
      case "email" -> contact.email();
      default -> contact.phone();
    };
  }
}
