package dev.aceiro.activities.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProfileVersionsTest {
  private static final SortedMap<String, String> FILES =
      new TreeMap<>(Map.of("organisation.yaml", "name: Açaí\n", "roles.yaml", "[]\n"));

  private TestDatabase database;
  private ProfileVersions versions;

  @BeforeEach
  void start() {
    database = TestDatabase.fresh();
    versions = new ProfileVersions(database.dataSource());
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void whatIsKeptComesBackByteForByte() {
    versions.keep("acme", "abc", FILES);
    assertThat(versions.find("acme", "abc"))
        .hasValueSatisfying(kept -> assertThat(kept.files()).isEqualTo(FILES));
  }

  @Test
  void aVersionIsNeverChanged() {
    versions.keep("acme", "abc", FILES);
    new ProfileVersions(database.dataSource()).keep("acme", "abc", new TreeMap<>());
    assertThat(versions.find("acme", "abc"))
        .hasValueSatisfying(kept -> assertThat(kept.files()).isEqualTo(FILES));
  }

  @Test
  void aVersionBelongsToItsProfile() {
    versions.keep("acme", "abc", FILES);
    assertThat(versions.find("other", "abc")).isEmpty();
    assertThat(versions.find("acme", "abd")).isEmpty();
  }
}
