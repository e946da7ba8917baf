package dev.aceiro.web.profile;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The shipped profiles, as an installation that is not local reads them. */
public final class ShippedProfiles {
  private static final Map<String, Profile> READ = new ConcurrentHashMap<>();

  private ShippedProfiles() {}

  /** The one of that id. */
  public static Profile of(String id) {
    return READ.computeIfAbsent(
        id,
        wanted ->
            ProfileConfiguration.load(
                    ProfileFiles.shipped().stream().filter(p -> p.id().equals(wanted)).toList(),
                    false)
                .all()
                .getFirst());
  }
}
