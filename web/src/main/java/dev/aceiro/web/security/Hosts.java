package dev.aceiro.web.security;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names this installation answers to. Whoever reaches it by another name was led here by a page
 * of that name.
 */
final class Hosts {
  private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

  private final Set<String> allowed = new TreeSet<>();
  private final @Nullable URI publicUrl;

  Hosts(InstallationProperties installation) {
    URI address = installation.publicUrl();
    publicUrl = address;
    if (address != null && address.getHost() != null) {
      allowed.add(name(address.getHost()));
    }
    installation.allowedHosts().forEach(host -> allowed.add(name(host)));
  }

  /** Whether the value of a {@code Host} header names this installation; ports do not matter. */
  boolean allows(String header) {
    String name = name(header);
    return isLoopback(name) || allowed.contains(name);
  }

  /**
   * Whether the value of an {@code Origin} header is a page of ours: of the name the request was
   * sent to, or of the public address where a proxy changes names.
   */
  boolean owns(String origin, @Nullable String header) {
    try {
      String authority = URI.create(origin).getRawAuthority();
      return authority != null
          && (authority.equalsIgnoreCase(header)
              || (publicUrl != null && authority.equalsIgnoreCase(publicUrl.getRawAuthority())));
    } catch (IllegalArgumentException opaque) {
      return false;
    }
  }

  /** Whether a name or a literal address can only mean this machine. Resolves nothing. */
  static boolean isLoopback(String host) {
    String name = name(host);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("::1")
        || LOOPBACK_V4.matcher(name).matches();
  }

  private static String name(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    if (name.startsWith("[")) {
      int end = name.indexOf(']');
      return end < 0 ? name : name.substring(1, end);
    }
    int colon = name.indexOf(':');
    if (colon >= 0 && colon == name.lastIndexOf(':')) {
      name = name.substring(0, colon);
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
