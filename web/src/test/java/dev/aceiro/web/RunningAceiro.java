package dev.aceiro.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * The whole application in this JVM, on a PostgreSQL of its own and the engine inside the process.
 * One for all tests that do not break it.
 */
public final class RunningAceiro implements AutoCloseable {
  private static RunningAceiro shared;

  private final Launch launch = new Launch();
  private final ConfigurableApplicationContext context;

  private RunningAceiro(List<String> arguments) {
    SpringApplication application = Aceiro.application(launch, Aceiro.class);
    application.addInitializers(
        context ->
            context.getBeanFactory().registerSingleton("noTestClasses", new NoTestClasses()));
    context = application.run(arguments.toArray(String[]::new));
  }

  /** The one for all; ends with the JVM. */
  public static synchronized RunningAceiro shared() {
    if (shared == null) {
      shared = start(folder());
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }

  /** One of one's own, to be closed. */
  public static RunningAceiro start(Path home, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--server.port=0");
    arguments.add("--aceiro.home=" + home);
    arguments.add("--aceiro.first-drill=false");
    arguments.add("--aceiro.engine=in-process");
    arguments.addAll(List.of(more));
    return new RunningAceiro(arguments);
  }

  /** The port it listens on. */
  public int port() {
    return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
  }

  /** One of its beans. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** What tests configure for themselves is no part of the application. */
  private static final class NoTestClasses extends TypeExcludeFilter {
    @Override
    public boolean match(MetadataReader type, MetadataReaderFactory factory) throws IOException {
      return type.getResource().getURL().getPath().contains("/test-classes/");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof NoTestClasses;
    }

    @Override
    public int hashCode() {
      return NoTestClasses.class.hashCode();
    }
  }

  /** The one of that name, where there are several of a type. */
  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("aceiro-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    launch.close();
  }
}
