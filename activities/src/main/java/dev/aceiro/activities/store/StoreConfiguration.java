package dev.aceiro.activities.store;

import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the store needs besides a database. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  /** Files of 32 bytes as base64url each; the present key first, then those it replaced. */
  @Bean
  ArtefactKeys artefactKeys(@Value("${aceiro.artefacts.key-files:}") List<Path> files) {
    if (files.isEmpty()) {
      throw new IllegalStateException(
          "No key to encrypt what is captured before an action: set aceiro.artefacts.key-files to a file that holds 32 random bytes as base64url.");
    }
    return ArtefactKeys.read(files);
  }
}
