package dev.aceiro.activities.containment;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aceiro.workflows.containment.Risk;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A handler of a world that a test makes up: a lamp that is off or on. */
final class ScriptedHandler implements ActionHandler<ScriptedHandler.Lamp> {
  record Lamp(
      @Doc(value = "Which lamp.", example = "hall", pattern = "[a-z]+") String name,
      @Doc(value = "How bright.", example = "3") @Nullable Integer brightness) {}

  final AtomicInteger calls = new AtomicInteger();
  final AtomicInteger undos = new AtomicInteger();
  volatile String state = "off";
  volatile String secret = "hunter2-in-the-raw-state";
  volatile boolean reaches = true;
  volatile boolean harmless;
  volatile boolean undoable = true;
  volatile boolean already;
  volatile Runnable look = () -> {};
  volatile Consumer<String> lookAt = name -> {};
  volatile Duration verifyTime = Duration.ofSeconds(20);
  volatile Function<Call, Receipt> apply = call -> Receipt.accepted("lamp", "lit");
  volatile Function<Call, Effect> effect = call -> Effect.absent();
  volatile Function<Call, Effect> undoEffect = call -> Effect.absent();
  volatile Function<Call, Receipt> undo = call -> Receipt.accepted();
  volatile Function<Call, Progress> verify = call -> Progress.done(true, "lamp.lit");

  @Override
  public String type() {
    return "test.light";
  }

  @Override
  public Class<Lamp> parameters() {
    return Lamp.class;
  }

  @Override
  public Risk risk() {
    return Risk.REVERSIBLE;
  }

  @Override
  public List<String> permissions() {
    return List.of("lamp:Light");
  }

  @Override
  public List<String> sources() {
    return List.of("a test");
  }

  @Override
  public Duration settleTime() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration verifyTime() {
    return verifyTime;
  }

  @Override
  public boolean harmlessToRepeat() {
    return harmless;
  }

  @Override
  public boolean reaches(Lamp lamp) {
    return reaches;
  }

  @Override
  public Before capture(Lamp lamp) {
    look.run();
    lookAt.accept(lamp.name());
    Before.Builder before =
        before(lamp)
            .relevant("state", state)
            .changes("state", state, "on")
            .changes("password", secret, "another")
            .fact("note", "token=" + secret)
            .raw(JsonNodeFactory.instance.objectNode().put("everything", secret));
    return already ? before.already().build() : before.build();
  }

  @Override
  public SortedMap<String, String> standing(Before found) {
    SortedMap<String, String> standing = new TreeMap<>(found.relevant());
    standing.keySet().retainAll(List.of("state"));
    return standing;
  }

  @Override
  public Before imagine(Lamp lamp) {
    return before(lamp).byHand("light " + lamp.name()).build();
  }

  private Before.Builder before(Lamp lamp) {
    return Before.of("lamp " + lamp.name(), "lamp:Light " + lamp.name(), risk()).undoable(undoable);
  }

  @Override
  public Receipt apply(Lamp lamp, Before before, Call call) {
    calls.incrementAndGet();
    return apply.apply(call);
  }

  @Override
  public Effect effect(Lamp lamp, Before before, Call call) {
    return effect.apply(call);
  }

  @Override
  public Progress verify(Lamp lamp, Before before, Call call) {
    return verify.apply(call);
  }

  @Override
  public Receipt undo(Lamp lamp, Before before, Call call) {
    undos.incrementAndGet();
    return undo.apply(call);
  }

  @Override
  public Effect undoEffect(Lamp lamp, Before before, Call call) {
    return undoEffect.apply(call);
  }
}
