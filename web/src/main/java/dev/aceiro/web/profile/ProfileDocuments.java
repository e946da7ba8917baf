package dev.aceiro.web.profile;

import dev.aceiro.activities.store.ProfileVersions;
import dev.aceiro.web.profile.yaml.ProfileDocument;
import dev.aceiro.workflows.policy.ResponsePlan;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * What a profile's folder said when a plan was made of it: the long texts that a plan is too small
 * for.
 */
@Component
public class ProfileDocuments {
  private static final int REMEMBERED = 16;

  private final Profiles profiles;
  private final ProfileVersions versions;
  private final Map<String, ProfileDocument> before =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, ProfileDocument> eldest) {
              return size() > REMEMBERED;
            }
          });

  ProfileDocuments(Profiles profiles, ProfileVersions versions) {
    this.profiles = profiles;
    this.versions = versions;
  }

  /**
   * The document of the version that a plan was made of; the present one where that version cannot
   * be read, and empty where there is neither.
   */
  public Optional<ProfileDocument> of(ResponsePlan plan) {
    Optional<Profile> present = profiles.find(plan.profile());
    if (present.filter(profile -> profile.version().equals(plan.version())).isPresent()) {
      return present.map(Profile::document);
    }
    ProfileDocument known = before.get(plan.version());
    if (known != null) {
      return Optional.of(known);
    }
    Optional<ProfileDocument> kept = kept(plan);
    kept.ifPresent(document -> before.put(plan.version(), document));
    return kept.or(() -> present.map(Profile::document));
  }

  private Optional<ProfileDocument> kept(ResponsePlan plan) {
    try {
      return versions
          .find(plan.profile(), plan.version())
          .map(kept -> ProfileReader.read(new ProfileFiles(kept.profile(), kept.files()), true))
          .map(ProfileReader.Result::profile)
          .map(Profile::document);
    } catch (DataAccessException away) {
      return Optional.empty();
    }
  }
}
