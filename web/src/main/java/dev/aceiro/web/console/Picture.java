package dev.aceiro.web.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What fires, as a picture: time from left to right, one lane for each kind. Early minutes get more
 * room than late days, since that is when most happens.
 *
 * @param width of the drawing, in its own units
 * @param height of the drawing
 * @param left where time begins
 * @param lanes from top to bottom
 * @param ticks where which time is
 */
record Picture(int width, int height, int left, List<Lane> lanes, List<Tick> ticks) {
  private static final int WIDTH = 900;
  private static final int LEFT = 130;
  private static final int RIGHT = 24;
  private static final int TOP = 14;
  private static final int LANE = 46;
  private static final int FOOT = 26;
  private static final int TOUCHING = 13;
  private static final List<Duration> TIMES =
      List.of(
          Duration.ZERO,
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(8),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(4),
          Duration.ofDays(10),
          Duration.ofDays(30),
          Duration.ofDays(90),
          Duration.ofDays(365));

  /**
   * All of one kind.
   *
   * @param label what it is
   * @param y its height
   */
  record Lane(String label, int y, List<Mark> marks) {}

  /**
   * What happens about then.
   *
   * @param look its kind in small letters
   * @param count how many are here
   * @param title what they are, a line each
   */
  record Mark(int x, int y, String look, int count, String title) {}

  /** A time on the scale. */
  record Tick(int x, String label) {}

  /**
   * Something to draw.
   *
   * @param kind whose lane it is on
   * @param offset when, from the beginning
   * @param title what it is
   */
  record Point(String kind, Duration offset, String title) {}

  /**
   * Draws.
   *
   * @param points in order of time
   * @param labels of the lanes by kind, in order; a kind without points gets none
   * @param until where the picture ends
   */
  static Picture of(List<Point> points, Map<String, String> labels, Duration until) {
    List<Lane> lanes = new ArrayList<>();
    Duration end = end(points, until);
    for (var lane : labels.entrySet()) {
      List<Point> own = points.stream().filter(p -> p.kind().equals(lane.getKey())).toList();
      if (!own.isEmpty()) {
        int y = TOP + LANE * lanes.size() + LANE / 2;
        lanes.add(new Lane(lane.getValue(), y, marks(own, y, end)));
      }
    }
    return new Picture(WIDTH, TOP + LANE * lanes.size() + FOOT, LEFT, lanes, ticks(end));
  }

  /** Not much beyond what happens: a long empty end says nothing. */
  private static Duration end(List<Point> points, Duration until) {
    Duration last = points.isEmpty() ? until : points.getLast().offset();
    Duration room = last.multipliedBy(12).dividedBy(10).plus(Duration.ofMinutes(5));
    return room.compareTo(until) < 0 ? room : until.plus(Duration.ofMinutes(1));
  }

  private static List<Mark> marks(List<Point> points, int y, Duration end) {
    Map<Integer, List<Point>> places = new LinkedHashMap<>();
    int last = Integer.MIN_VALUE / 2;
    for (Point point : points) {
      int x = x(point.offset(), end);
      if (x - last >= TOUCHING) {
        last = x;
      }
      places.computeIfAbsent(last, place -> new ArrayList<>()).add(point);
    }
    List<Mark> marks = new ArrayList<>();
    places.forEach(
        (x, here) ->
            marks.add(
                new Mark(
                    x,
                    y,
                    here.getFirst().kind().toLowerCase(Locale.ROOT),
                    here.size(),
                    String.join("\n", here.stream().map(Point::title).toList()))));
    return marks;
  }

  private static List<Tick> ticks(Duration end) {
    List<Tick> ticks = new ArrayList<>();
    int last = Integer.MIN_VALUE / 2;
    for (Duration time : TIMES) {
      int x = x(time, end);
      if (time.compareTo(end) <= 0 && x - last >= 44) {
        ticks.add(new Tick(x, time.isZero() ? "0" : Reader.length(time)));
        last = x;
      }
    }
    return ticks;
  }

  private static int x(Duration offset, Duration end) {
    double share = scale(offset) / Math.max(scale(end), 1e-9);
    return LEFT + 10 + (int) Math.round(Math.min(share, 1) * (WIDTH - LEFT - 10 - RIGHT));
  }

  private static double scale(Duration time) {
    return Math.log1p(time.toSeconds() / 600.0);
  }
}
