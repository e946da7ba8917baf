package dev.aceiro.web.status;

import dev.aceiro.web.words.Words;
import dev.aceiro.workflows.status.StatusPart;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * What a part says of itself, in words; an integration without words of its own gets those of all
 * integrations.
 */
@Component
public class StatusWords {
  private final Words words;

  StatusWords(Words words) {
    this.words = words;
  }

  /** The words, with instants in UTC. */
  public String of(StatusPart part, Locale locale) {
    SortedMap<String, String> params = new TreeMap<>(part.params());
    params.putIfAbsent("id", part.id());
    String own = "status." + part.code();
    String any = "status.integration." + part.state();
    return words.say(words.knows(own, locale) ? own : any, params, locale);
  }
}
