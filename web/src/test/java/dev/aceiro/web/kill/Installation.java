package dev.aceiro.web.kill;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The settings by which an installation uses the fakes instead of the world. */
final class Installation {
  private Installation() {}

  static List<String> settings(Path profiles, URI aws, URI slack, int smtp) {
    return List.of("--aceiro.profiles=" + profiles);
  }
}
