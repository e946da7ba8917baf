package dev.aceiro.web.security;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where people sign in, by password or by a provider, whichever the installation has. */
@Controller
@ConditionalOnProperty(name = "aceiro.mode", havingValue = "server")
class LoginPage {
  private final boolean password;
  private final List<Provider> providers = new ArrayList<>();

  LoginPage(
      SecurityProperties properties, ObjectProvider<ClientRegistrationRepository> registrations) {
    password = properties.usersFile() != null;
    if (registrations.getIfAvailable() instanceof Iterable<?> known) {
      for (Object one : known) {
        if (one instanceof ClientRegistration provider) {
          providers.add(new Provider(provider.getRegistrationId(), provider.getClientName()));
        }
      }
    }
  }

  @GetMapping("/login")
  String login(Model model) {
    model.addAttribute("password", password);
    model.addAttribute("providers", providers);
    return "login";
  }

  /**
   * Somebody people may sign in with.
   *
   * @param id the registration's id
   * @param name how people call it
   */
  public record Provider(String id, String name) {}
}
