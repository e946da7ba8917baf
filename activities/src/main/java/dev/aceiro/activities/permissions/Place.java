package dev.aceiro.activities.permissions;

import dev.aceiro.workflows.containment.LeastPrivilege.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills the forms of AWS with the values of one resource of the estate. */
final class Place {
  private static final Pattern HOLE = Pattern.compile("\\{([A-Za-z]+)(:[^}]*)?}");
  private static final String ANY = "*";

  private final SortedMap<String, String> resource;
  private final Home home;

  Place(SortedMap<String, String> resource, Home home) {
    this.resource = resource;
    this.home = home;
  }

  /** The account, 12 digits; empty where nothing says it. */
  String account() {
    String account = resource.getOrDefault("account", home.account());
    return account == null ? "" : account;
  }

  /** The region; null where nothing says it. */
  @Nullable String region() {
    return resource.getOrDefault("region", home.region());
  }

  /** The part of AWS that the region is in. */
  String partition() {
    String region = region();
    if (region != null && region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region != null && region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /** A text with the resource's values, once for each value where there are several. */
  List<String> fill(String text) {
    Matcher hole = HOLE.matcher(text);
    if (!hole.find()) {
      return List.of(text);
    }
    List<String> filled = new ArrayList<>();
    String otherwise = hole.group(2) == null ? ANY : hole.group(2).substring(1);
    for (String value : values(hole.group(1), otherwise)) {
      filled.addAll(fill(text.substring(0, hole.start()) + value + text.substring(hole.end())));
    }
    return filled;
  }

  /** The values that a text asks for and the resource does not say. */
  List<String> unsaid(String text) {
    List<String> unsaid = new ArrayList<>();
    Matcher hole = HOLE.matcher(text);
    while (hole.find()) {
      if (values(hole.group(1), "").contains("")) {
        unsaid.add(hole.group(1));
      }
    }
    return unsaid;
  }

  private List<String> values(String key, String otherwise) {
    String value =
        switch (key) {
          case "account" -> account();
          case "region" -> region();
          case "partition" -> partition();
          default -> resource.get(key);
        };
    return value == null || value.isBlank()
        ? List.of(otherwise)
        : List.of(value.strip().split("\\s*,\\s*"));
  }
}
