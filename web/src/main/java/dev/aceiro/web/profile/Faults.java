package dev.aceiro.web.profile;

import dev.aceiro.web.profile.Fault.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what is wrong with one profile, and knows on which line each place is. */
final class Faults {
  private final String profile;
  private final SortedMap<String, YamlFile> files = new TreeMap<>();
  private final List<Fault> all = new ArrayList<>();

  /**
   * @param profile its id, the first part of each file's name
   */
  Faults(String profile) {
    this.profile = profile;
  }

  /** Makes the lines of a file known. */
  void know(String path, YamlFile file) {
    files.put(path, file);
  }

  /** The profile cannot be used. */
  void error(String file, String place, String code, String... params) {
    add(Level.ERROR, file, place, code, params);
  }

  /** The profile can be used, but somebody should know. */
  void warning(String file, String place, String code, String... params) {
    add(Level.WARNING, file, place, code, params);
  }

  void add(Level level, String file, String place, String code, String... params) {
    YamlFile known = files.get(file);
    int line = known == null ? 0 : known.line(place);
    String name = file.isEmpty() ? profile : profile + "/" + file;
    all.add(Fault.of(level, name, line, place, code, params));
  }

  void add(Fault fault) {
    all.add(fault);
  }

  /** Whether a file has an error, at whatever place. */
  boolean broken(String file) {
    return all.stream().anyMatch(f -> f.error() && f.file().equals(profile + "/" + file));
  }

  boolean errors() {
    return all.stream().anyMatch(Fault::error);
  }

  /** All of them, file by file. */
  List<Fault> all() {
    return all.stream().distinct().sorted(Fault.ORDER).toList();
  }
}
