package dev.aceiro.web.profile;

import dev.aceiro.web.CommandLine.MisuseException;
import dev.aceiro.web.StartupFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Profiles for what is done without an application. */
public final class ProfileLoader {
  private ProfileLoader() {}

  /**
   * A profile, read as in local mode.
   *
   * @param named a shipped profile's id, or a folder
   * @throws MisuseException if it is neither
   * @throws StartupFailure with everything that is wrong with it
   */
  public static Profile one(String named) throws MisuseException {
    List<ProfileFiles> shipped = ProfileFiles.shipped();
    for (ProfileFiles files : shipped) {
      if (files.id().equals(named)) {
        return ProfileConfiguration.load(List.of(files), true).all().getFirst();
      }
    }
    Path folder = Path.of(named);
    if (!Files.isDirectory(folder)) {
      throw new MisuseException(
          "'%s' is neither a folder nor one of the shipped profiles %s."
              .formatted(
                  named, shipped.stream().map(ProfileFiles::id).collect(Collectors.joining(", "))));
    }
    List<Profile> profiles = ProfileConfiguration.load(ProfileFiles.in(folder), true).all();
    if (profiles.size() > 1) {
      throw new MisuseException(
          "%s holds several profiles; name the folder of one of %s."
              .formatted(
                  named, profiles.stream().map(Profile::id).collect(Collectors.joining(", "))));
    }
    return profiles.getFirst();
  }
}
