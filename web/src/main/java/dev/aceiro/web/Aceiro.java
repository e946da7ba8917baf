package dev.aceiro.web;

import dev.aceiro.web.words.Languages;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the process: web, worker and responder in one, unless configured otherwise. With a first
 * argument that is no option it runs that {@link Command} instead.
 */
@SpringBootApplication(scanBasePackages = {"dev.aceiro.activities", "dev.aceiro.web"})
@AutoConfigurationPackage(basePackages = {"dev.aceiro.activities", "dev.aceiro.web"})
public class Aceiro {

  public static void main(String[] args) {
    Locale.setDefault(Languages.ofProcess(Locale.getDefault(), System.getenv()));
    Carriers.provide(System.getProperties());
    if (Commands.called(args)) {
      Commands commands = Commands.installed();
      System.exit(commands.run(System.err, args));
    }
    Launch launch = new Launch();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(launch::close));
    try {
      application(launch, Aceiro.class).run(args);
    } catch (Throwable e) {
      // reported already, in one sentence where there is one
      System.exit(1);
    }
  }

  static SpringApplication application(Launch launch, Class<?> source) {
    SpringApplication application = new SpringApplication(source);
    application.addListeners(launch);
    application.addInitializers(launch);
    // one order of ending for everything: see Launch.close
    application.setRegisterShutdownHook(false);
    return application;
  }
}
