package dev.aceiro.web.profile;

import dev.aceiro.activities.store.Plans;
import dev.aceiro.web.profile.yaml.ProfileDocument;
import dev.aceiro.web.profile.yaml.SourceEntry;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one profile's folder and says everything that is wrong with it at once. */
final class ProfileReader {
  private ProfileReader() {}

  /**
   * A profile as far as it can be used.
   *
   * @param profile null where a fault is an error
   * @param faults everything that is wrong, file by file
   */
  record Result(@Nullable Profile profile, List<Fault> faults) {
    /** Whether it cannot be used. */
    boolean refused() {
      return profile == null;
    }
  }

  /**
   * Reads a profile.
   *
   * @param local whether its roles are held by the local people
   */
  static Result read(ProfileFiles files, boolean local) {
    Faults faults = new Faults(files.id());
    Reading reading = new Reading(files, faults);
    Names names = new Names(reading);
    new UniqueChecks(reading, faults).run();
    new AddressChecks(reading, faults).run();
    new ReferenceChecks(reading, names, faults).run();
    new ReachChecks(reading, names, local, faults).run();
    new ClockChecks(reading, faults).run();
    new RuleChecks(reading, faults).run();
    new EstateChecks(reading, faults).run();
    new TemplateChecks(reading, names, faults).run();
    new CitationChecks(reading, names, faults).run();
    ProfileDocument document = reading.document();
    if (document == null || faults.errors()) {
      return new Result(null, faults.all());
    }
    Profile profile = profile(files, local, document);
    int bytes = Plans.size(profile.plan());
    if (bytes > Plans.MOST_BYTES) {
      faults.error(
          "",
          "",
          "plan-too-large",
          "bytes",
          Integer.toString(bytes),
          "most",
          Integer.toString(Plans.MOST_BYTES));
      return new Result(null, faults.all());
    }
    return new Result(profile, faults.all());
  }

  private static Profile profile(ProfileFiles files, boolean local, ProfileDocument document) {
    PlanOf made = new PlanOf(files.id(), files.version(), local, document);
    return new Profile(
        made.plan(),
        made.catalogue(),
        document.sources().stream().map(ProfileReader::source).toList(),
        document,
        files.contents());
  }

  private static Profile.Source source(SourceEntry entry) {
    SortedMap<String, List<String>> settings = new TreeMap<>();
    if (!entry.topics().isEmpty()) {
      settings.put("topics", entry.topics());
    }
    if (entry.certificate() != null) {
      settings.put("certificate", List.of(entry.certificate()));
    }
    if (entry.environment() != null) {
      settings.put("environment", List.of(entry.environment()));
    }
    return new Profile.Source(entry.id(), entry.kind(), settings, entry.secret());
  }
}
