package dev.aceiro.web.profile;

import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.security.InstallationProperties;
import dev.aceiro.web.security.Mode;
import dev.aceiro.web.security.Roster;
import dev.aceiro.web.words.Bundles;
import dev.aceiro.web.words.Languages;
import dev.aceiro.web.words.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProfileConfiguration {
  private static final Logger log = LoggerFactory.getLogger(ProfileConfiguration.class);

  /**
   * The profiles that come with Aceiro, or those of the folder that {@code aceiro.profiles} names;
   * {@code aceiro.default-profile} is meant where nobody names one.
   *
   * @throws StartupFailure with every fault, where one has any
   */
  @Bean
  Profiles profiles(
      @Value("${aceiro.profiles:}") String folder,
      @Value("${aceiro.default-profile:plooral}") String preferred,
      InstallationProperties installation) {
    List<ProfileFiles> files = folder.isBlank() ? ProfileFiles.shipped() : named(folder);
    return load(files, installation.mode() == Mode.LOCAL, preferred);
  }

  private static List<ProfileFiles> named(String folder) {
    if (!Files.isDirectory(Path.of(folder))) {
      throw new StartupFailure(
          "%s is not a folder; let aceiro.profiles name one that is a profile, or one with a folder for each profile in it."
              .formatted(folder));
    }
    return ProfileFiles.in(Path.of(folder));
  }

  @Bean
  Roster roster(Profiles profiles) {
    return new ProfileRoster(profiles);
  }

  static Profiles load(List<ProfileFiles> files, boolean local) {
    return load(files, local, "");
  }

  private static Profiles load(List<ProfileFiles> files, boolean local, String preferred) {
    Words words = Bundles.of("faults");
    Locale locale = Languages.ofThisMachine();
    List<Fault> faults = new ArrayList<>();
    List<Profile> profiles = new ArrayList<>();
    for (ProfileFiles one : files) {
      ProfileReader.Result result = ProfileReader.read(one, local);
      faults.addAll(result.faults());
      if (result.profile() != null) {
        profiles.add(result.profile());
      }
    }
    if (profiles.size() < files.size()) {
      throw new StartupFailure(
          words.say("fault.refused", Map.of(), locale)
              + faults.stream()
                  .map(fault -> "\n  " + fault.say(words, locale))
                  .collect(Collectors.joining()));
    }
    faults.forEach(fault -> log.warn("{}", fault.say(words, locale)));
    return new Profiles(profiles, preferred);
  }
}
