package dev.aceiro.web.security;

import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.security.Asker.Member;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;

/** Words, problems and security around two controllers of the test: no engine, no database. */
@SpringBootConfiguration
@EnableAutoConfiguration(
    excludeName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
    })
@ComponentScan({"dev.aceiro.web.words", "dev.aceiro.web.problem", "dev.aceiro.web.security"})
class SecurityTestApplication {

  @Bean
  Roster roster() {
    return new Roster() {
      @Override
      public List<String> profiles() {
        return List.of("plooral", "etp-express");
      }

      @Override
      public List<String> roles(String profile) {
        return profile.equals("plooral")
            ? List.of("on-call", "platform-lead")
            : List.of("first-responder");
      }

      @Override
      public String firstResponder(String profile) {
        return profile.equals("plooral") ? "on-call" : "first-responder";
      }

      @Override
      public List<String> rolesOf(Member member, String profile) {
        return "ana@plooral.com".equals(member.email()) && profile.equals("plooral")
            ? List.of("platform-lead")
            : List.of();
      }
    };
  }

  /** A body with one field of each kind. */
  record Wish(String text, int count, List<String> names) {}

  @RestController
  static class Programs {
    @GetMapping("/api/v1/me")
    Map<String, String> me(Asker asker) {
      return Map.of("id", asker.id());
    }

    @PostMapping("/api/v1/wishes")
    Wish wish(@RequestBody Wish wish) {
      return wish;
    }

    @GetMapping("/api/v1/broken")
    String broken() {
      throw new IllegalStateException("with a secret in its message");
    }

    @GetMapping("/api/v1/later")
    String later() {
      throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE")
          .retryAfter(java.time.Duration.ofMillis(1500));
    }

    @PostMapping("/alarms/plooral/generic")
    String alarm() {
      return "taken";
    }
  }

  @Controller
  static class Pages {
    @GetMapping("/page")
    @ResponseBody
    String page(Asker asker, org.springframework.security.web.csrf.CsrfToken token) {
      return asker.id() + "\n" + token.getToken();
    }
  }
}
