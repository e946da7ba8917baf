package dev.aceiro.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class K8sSetImageTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void whereSomebodyWasFasterNothingIsChanged() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var approved = hands.approved(hands.order("k8s.set-image", world.parameters(), false));
      world.proxy().nextChange(new RecordingProxy.Cut(true, () -> world.scale("fastapi", 3)));
      var applied = hands.steps().apply(approved);

      assertThat(applied.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(hands.steps().settle(approved).outcome()).isEqualTo(Outcome.FAILED);
      assertThat(world.state()).isEqualTo("repo/api:2");
    }
  }

  @Test
  void aConflictWasNotTaken() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var approved = hands.approved(hands.order("k8s.set-image", world.parameters(), false));
      world
          .proxy()
          .nextChange(
              new RecordingProxy.Answer(
                  409, "{\"kind\":\"Status\",\"reason\":\"Conflict\",\"code\":409}"));
      var applied = hands.steps().apply(approved);

      assertThat(applied.code()).isEqualTo("k8s.conflict");
      assertThat(applied.harmlessToRepeat()).isTrue();
    }
  }

  @Test
  void aClusterThatIsNotConfiguredIsDry() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var parameters = new TreeMap<>(world.parameters());
      parameters.put("cluster", "elsewhere");
      var approved = hands.approved(hands.order("k8s.set-image", parameters, false));
      var applied = hands.steps().apply(approved);

      assertThat(applied.outcome()).isEqualTo(Outcome.WITH_PERSON);
      assertThat(applied.params().get("instruction"))
          .startsWith("kubectl --context elsewhere -n api set image deployment/fastapi api=");
      assertThat(world.proxy().changes()).isZero();
    }
  }

  private static final class World extends KubernetesBench {
    private static final String GOOD = "repo/api@sha256:" + "0123456789abcdef".repeat(4);

    World() {
      super(K8sSetImage::new);
      deployed("fastapi", "repo/api:2");
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of(
          "namespace", NAMESPACE, "deployment", "fastapi", "container", "api", "image", GOOD);
    }

    @Override
    public String state() {
      return image(deployment("fastapi"));
    }

    @Override
    public void sameByAnotherHand() {
      image("fastapi", GOOD);
    }

    @Override
    public void moved() {
      image("fastapi", "repo/api:3");
    }
  }
}
