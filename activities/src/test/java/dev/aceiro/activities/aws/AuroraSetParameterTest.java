package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.containment.Outcome;
import dev.aceiro.workflows.incident.Params;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.ApplyMethod;

/** moto lists only the parameters that somebody has set; AWS lists all. */
class AuroraSetParameterTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void aDefaultGroupCannotBeEditedAndAnUnknownParameterNotSet() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var unknown =
          hands
              .steps()
              .capture(
                  hands.order(
                      "aurora.set-parameter",
                      Params.of("cluster", world.name, "parameter", "nothing", "value", "1"),
                      false));
      world.rds.modifyDBCluster(
          r ->
              r.dbClusterIdentifier(world.name)
                  .dbClusterParameterGroupName("default.aurora-postgresql15"));
      var shared =
          hands.steps().capture(hands.order("aurora.set-parameter", world.parameters(), false));

      assertThat(unknown.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(unknown.code()).isEqualTo("aurora.no-parameter");
      assertThat(shared.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(shared.code()).isEqualTo("aurora.default-parameter-group");
    }
  }

  @Test
  void thatItsRebootIsAnActionOfItsOwnIsSaidBeforeAndAfter() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order = hands.order("aurora.set-parameter", world.parameters(), false);
      assertThat(hands.captured(order).facts())
          .containsEntry("warning.reboot-needed", "aurora.reboot");
      var approved = hands.approved(order);
      hands.steps().apply(approved);

      assertThat(hands.steps().verify(approved).code())
          .isEqualTo("aurora.parameter-pending-reboot");
    }
  }

  private static final class World extends AuroraBench {
    World() {
      super(AuroraSetParameter::new);
      put("500");
    }

    private void put(String value) {
      rds.modifyDBClusterParameterGroup(
          r ->
              r.dbClusterParameterGroupName(name)
                  .parameters(
                      p ->
                          p.parameterName("max_connections")
                              .parameterValue(value)
                              .applyMethod(ApplyMethod.PENDING_REBOOT)));
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("cluster", name, "parameter", "max_connections", "value", "2000");
    }

    @Override
    public String state() {
      return rds.describeDBClusterParameters(r -> r.dbClusterParameterGroupName(name))
          .parameters()
          .getFirst()
          .parameterValue();
    }

    @Override
    public void sameByAnotherHand() {
      put("2000");
    }

    @Override
    public void moved() {
      put("700");
    }
  }
}
