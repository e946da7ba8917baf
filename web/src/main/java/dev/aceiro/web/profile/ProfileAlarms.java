package dev.aceiro.web.profile;

import dev.aceiro.web.ingest.Catalogues;
import dev.aceiro.web.ingest.SourceConfig;
import dev.aceiro.web.ingest.SourceDeclarations;
import dev.aceiro.workflows.alarm.AlarmCatalogue;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the way in wants to know of the profiles: their sources, and what their alarms mean. */
@Component
class ProfileAlarms implements Catalogues, SourceDeclarations {
  private final Profiles profiles;

  ProfileAlarms(Profiles profiles) {
    this.profiles = profiles;
  }

  @Override
  public AlarmCatalogue of(String profile) {
    return profiles.find(profile).map(Profile::catalogue).orElse(AlarmCatalogue.EMPTY);
  }

  @Override
  public List<String> profiles() {
    return profiles.all().stream().map(Profile::id).toList();
  }

  @Override
  public List<SourceConfig> sources() {
    return profiles.all().stream()
        .flatMap(
            profile ->
                profile.sources().stream()
                    .map(
                        source ->
                            new SourceConfig(
                                profile.id(),
                                source.id(),
                                source.kind(),
                                source.settings(),
                                source.secret())))
        .toList();
  }
}
