package dev.aceiro.web;

import dev.aceiro.web.engine.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells the person who started Aceiro where it is and how to try it. */
@Component
final class Greeting implements ApplicationListener<ApplicationReadyEvent> {

  private static final Logger log = LoggerFactory.getLogger(Greeting.class);

  private final Engine engine;
  private final Environment environment;

  Greeting(Engine engine, Environment environment) {
    this.engine = engine;
    this.environment = environment;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent event) {
    boolean local = environment.getProperty("aceiro.mode", "local").equalsIgnoreCase("local");
    String console =
        environment.getProperty(
            "aceiro.public-url",
            "http://127.0.0.1:" + environment.getProperty("local.server.port", "8080") + "/");
    StringBuilder words = new StringBuilder("Aceiro is ready");
    if (event.getTimeTaken() != null) {
      words.append(" after ").append(event.getTimeTaken().toMillis()).append(" ms");
    }
    words.append("\n\n  Console      ").append(console);
    engine.uiUrl().ifPresent(ui -> words.append("\n  Temporal UI  ").append(ui));
    words.append("\n  Engine       ").append(engine());
    if (local) {
      words
          .append("\n  Raise an alarm:\n    curl -sS -X POST ")
          .append(console)
          .append("alarms/plooral/generic -H 'Authorization: Bearer local'")
          .append(
              " -H 'Content-Type: application/json' -d '{\"name\":\"PlooralAPIHighErrorRate\"}'");
    }
    log.info("{}\n", words);
  }

  private String engine() {
    return switch (engine.kind()) {
      case CONFIGURED -> "Temporal at " + engine.target();
      case PROGRAM -> "Temporal on this machine; its histories outlive this process";
      case IN_PROCESS ->
          "Temporal inside this process, in memory: each restart resumes the open incidents from the record; "
              + "with the Temporal CLI on the PATH the next start uses that";
    };
  }
}
