package dev.aceiro.web.kill;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Messages as they arrived at a fake, counted by their idempotency key. */
final class Posts {
  /**
   * One arrival.
   *
   * @param key the message's idempotency key; empty where it carried none
   * @param to the channel or address
   * @param text what it says
   * @param update whether it replaces an earlier one
   * @param at when it arrived (UTC)
   */
  record Post(String key, String to, String text, boolean update, Instant at) {}

  private final List<Post> all = new CopyOnWriteArrayList<>();

  void add(Post post) {
    all.add(post);
  }

  List<Post> all() {
    return List.copyOf(all);
  }

  /** Arrivals with that key, the first one first. */
  List<Post> of(String key) {
    return all.stream().filter(post -> post.key().equals(key)).toList();
  }

  /** How often each key arrived at one reader more than once. */
  Map<String, Integer> duplicates() {
    Map<String, Integer> times = new TreeMap<>();
    all.stream()
        .filter(post -> !post.key().isEmpty() && !post.update())
        .forEach(post -> times.merge(post.key() + " → " + post.to(), 1, Integer::sum));
    times.values().removeIf(count -> count < 2);
    return times;
  }
}
