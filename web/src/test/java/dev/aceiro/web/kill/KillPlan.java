package dev.aceiro.web.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Who is killed when. The same seed makes the same plan. */
record KillPlan(long seed, List<Kill> kills) {

  /** Who can be killed. */
  enum Victim {
    APPLICATION,
    ENGINE,
    POSTGRES
  }

  /**
   * One kill.
   *
   * @param number from 1
   * @param victims who is killed, all at once
   * @param moment what triggers it, or null for a kill at random
   * @param delay for a kill at random: since everything was ready again; for a triggered one: until
   *     it is armed
   * @param downFor how long a killed application stays down
   * @param early whether it does not wait until the victims before it are back
   */
  record Kill(
      int number,
      List<Victim> victims,
      @Nullable Moment moment,
      Duration delay,
      Duration downFor,
      boolean early) {
    String names() {
      return String.join(
          "+", victims.stream().map(v -> v.name().toLowerCase(Locale.ROOT)).toList());
    }

    @Override
    public String toString() {
      return "#%02d %-24s %s"
          .formatted(
              number,
              names(),
              moment == null
                  ? "at random, after " + delay.toMillis() + " ms" + (early ? ", ready or not" : "")
                  : "at " + moment + ", armed after " + delay.toMillis() + " ms");
    }
  }

  /**
   * Half of the kills at random, half triggered, each moment about as often as the others; of five
   * kills two take the application, one takes two victims at once.
   *
   * @param victims who can be killed here; must contain the application
   */
  static KillPlan of(long seed, int count, List<Victim> victims) {
    Random random = new Random(seed);
    List<Victim> others = victims.stream().filter(v -> v != Victim.APPLICATION).toList();
    List<Moment> moments = new ArrayList<>();
    List<List<Victim>> who = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Moment[] all = Moment.values();
      moments.add(i % 2 == 0 ? null : all[(i / 2) % all.length]);
    }
    for (int i = 0; i < count; i++) {
      who.add(
          switch (i % 5) {
            case 0, 3 -> List.of(Victim.APPLICATION);
            case 1, 2 -> List.of(others.get((i / 5 + i % 5) % others.size()));
            default -> two(victims, i / 5);
          });
    }
    Collections.shuffle(moments, random);
    Collections.shuffle(who, random);
    List<Kill> kills = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      kills.add(
          new Kill(
              i + 1,
              who.get(i),
              moments.get(i),
              Duration.ofMillis(moments.get(i) == null ? random.nextInt(4_000) : 200),
              Duration.ofMillis(random.nextInt(1_500)),
              moments.get(i) == null && random.nextInt(4) == 0));
    }
    return new KillPlan(seed, List.copyOf(kills));
  }

  private static List<Victim> two(List<Victim> victims, int turn) {
    return List.of(victims.get(turn % victims.size()), victims.get((turn + 1) % victims.size()));
  }

  /** How many of them wait for a moment. */
  long triggered() {
    return kills.stream().filter(kill -> kill.moment() != null).count();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Kill plan, seed " + seed + "\n");
    kills.forEach(kill -> text.append("  ").append(kill).append('\n'));
    return text.toString();
  }
}
