package dev.aceiro.activities.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the store needs besides a database. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  /**
   * The key to encrypt what is captured, and those it replaced.
   *
   * @param present file of 32 bytes as base64url
   * @param older the same of earlier keys, so that what they encrypted can be read
   */
  @Bean
  ArtefactKeys artefactKeys(
      @Value("${aceiro.artefacts.key-file}") Path present,
      @Value("${aceiro.artefacts.older-key-files:}") List<String> older) {
    List<Path> files = new ArrayList<>(List.of(present));
    older.stream().filter(file -> !file.isBlank()).map(Path::of).forEach(files::add);
    return ArtefactKeys.read(files);
  }
}
