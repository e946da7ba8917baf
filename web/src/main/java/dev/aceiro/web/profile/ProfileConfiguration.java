package dev.aceiro.web.profile;

import dev.aceiro.web.StartupFailure;
import dev.aceiro.web.security.InstallationProperties;
import dev.aceiro.web.security.Mode;
import dev.aceiro.web.security.Roster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProfileConfiguration {

  /**
   * The profiles that come with Aceiro, or those of the folder that {@code aceiro.profiles} names.
   *
   * @throws StartupFailure with every fault, where one has any
   */
  @Bean
  Profiles profiles(
      @Value("${aceiro.profiles:}") String folder, InstallationProperties installation) {
    List<ProfileFiles> files =
        folder.isBlank() ? ProfileFiles.shipped() : ProfileFiles.in(Path.of(folder));
    return load(files, installation.mode() == Mode.LOCAL);
  }

  @Bean
  Roster roster(Profiles profiles) {
    return new ProfileRoster(profiles);
  }

  static Profiles load(List<ProfileFiles> files, boolean local) {
    List<Fault> faults = new ArrayList<>();
    List<Profile> profiles = new ArrayList<>();
    for (ProfileFiles one : files) {
      Profile profile = ProfileReader.read(one, local, faults);
      if (profile != null) {
        profiles.add(profile);
      }
    }
    if (!faults.isEmpty()) {
      throw new StartupFailure(
          "The response policy cannot be used until this is corrected:\n"
              + faults.stream().map(fault -> "  " + fault).collect(Collectors.joining("\n")));
    }
    return new Profiles(profiles);
  }
}
