package dev.aceiro.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.web.console.Picture.Lane;
import dev.aceiro.web.console.Picture.Mark;
import dev.aceiro.web.console.Picture.Point;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PictureTest {
  private final Map<String, String> labels = new LinkedHashMap<>();

  PictureTest() {
    labels.put("PAGE", "Pages");
    labels.put("MISS", "Missed");
    labels.put("REMIND", "Reminders");
  }

  @Test
  void timeGoesFromLeftToRightInsideThePicture() {
    Picture picture =
        Picture.of(
            List.of(page(Duration.ZERO), page(Duration.ofHours(1)), page(Duration.ofDays(2))),
            labels,
            Duration.ofDays(10));
    List<Integer> places = picture.lanes().getFirst().marks().stream().map(Mark::x).toList();
    assertThat(places)
        .isSorted()
        .hasSize(3)
        .allSatisfy(x -> assertThat(x).isBetween(picture.left(), picture.width()));
    assertThat(picture.ticks())
        .extracting(Picture.Tick::x)
        .isSorted()
        .allSatisfy(x -> assertThat(x).isBetween(picture.left(), picture.width()));
  }

  @Test
  void eachKindHasALaneIfItHasAnything() {
    Picture picture =
        Picture.of(
            List.of(page(Duration.ZERO), new Point("REMIND", Duration.ofHours(1), "again")),
            labels,
            Duration.ofHours(2));
    assertThat(picture.lanes()).extracting(Lane::label).containsExactly("Pages", "Reminders");
  }

  @Test
  void whatWouldTouchIsOneMarkWithACount() {
    Picture picture =
        Picture.of(
            List.of(page(Duration.ZERO), page(Duration.ofSeconds(1)), page(Duration.ofHours(1))),
            labels,
            Duration.ofHours(2));
    assertThat(picture.lanes().getFirst().marks()).extracting(Mark::count).containsExactly(2, 1);
  }

  @Test
  void aPictureOfNothingHasNoLane() {
    assertThat(Picture.of(List.of(), labels, Duration.ofHours(1)).lanes()).isEmpty();
  }

  private static Point page(Duration offset) {
    return new Point("PAGE", offset, "page");
  }
}
