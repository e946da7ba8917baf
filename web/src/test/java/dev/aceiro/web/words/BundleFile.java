package dev.aceiro.web.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** A message bundle as it lies on the class path. */
public final class BundleFile {
  private BundleFile() {}

  /**
   * What it says, by code.
   *
   * @param path such as {@code /messages/domain_pt_BR.properties}
   */
  public static Properties read(String path) {
    Properties properties = new Properties();
    try (var in =
        new InputStreamReader(
            Objects.requireNonNull(BundleFile.class.getResourceAsStream(path), path),
            StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties;
  }
}
