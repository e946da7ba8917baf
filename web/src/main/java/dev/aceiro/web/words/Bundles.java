package dev.aceiro.web.words;

import org.springframework.context.support.ResourceBundleMessageSource;

/** Words without an application around them, for what is said before one has started. */
public final class Bundles {
  private Bundles() {}

  /** The words of some bundles under {@code messages/}. */
  public static Words of(String... names) {
    ResourceBundleMessageSource source = new ResourceBundleMessageSource();
    for (String name : names) {
      source.addBasenames("messages/" + name);
    }
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
    return new Words(source);
  }
}
