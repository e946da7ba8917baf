package dev.aceiro.activities.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.Bench;
import dev.aceiro.activities.containment.HandlerContract;
import dev.aceiro.activities.containment.Hands;
import dev.aceiro.activities.store.TestDatabase;
import dev.aceiro.workflows.incident.Params;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** moto reboots nothing and tells of no reboot; the event is in RDS's own words. */
class AuroraRebootTest extends HandlerContract {

  @Override
  protected Bench bench() {
    return new World();
  }

  @Test
  void thatAFailoverDisturbsLessIsSaid() {
    try (TestDatabase database = TestDatabase.fresh();
        World world = new World();
        Hands hands = new Hands(database, world.handler())) {
      var order = hands.order("aurora.reboot", world.parameters(), false);

      assertThat(hands.captured(order).facts())
          .containsEntry("writer", world.name + "-1")
          .containsEntry("warning.prefer-failover", world.name + "-2");
    }
  }

  private static final class World extends AuroraBench {
    private static final Instant START = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final AtomicInteger reboots = new AtomicInteger();

    World() {
      super(AuroraReboot::new);
      proxy()
          .serve(
              "RebootDBInstance",
              body -> {
                reboots.incrementAndGet();
                return new RecordingProxy.Answer(
                    200,
                    "<RebootDBInstanceResponse xmlns=\"http://rds.amazonaws.com/doc/2014-10-31/\"><RebootDBInstanceResult><DBInstance><DBInstanceIdentifier>%s-1</DBInstanceIdentifier><DBInstanceStatus>rebooting</DBInstanceStatus></DBInstance></RebootDBInstanceResult></RebootDBInstanceResponse>"
                        .formatted(name));
              });
      proxy().serve("DescribeEvents", body -> new RecordingProxy.Answer(200, events()));
    }

    private String events() {
      StringBuilder events = new StringBuilder();
      for (int i = 0; i < reboots.get(); i++) {
        events.append(
            "<Event><SourceIdentifier>%s-1</SourceIdentifier><SourceType>db-instance</SourceType><Message>DB instance restarted</Message><EventCategories><EventCategory>availability</EventCategory></EventCategories><Date>%s</Date></Event>"
                .formatted(name, START.plusSeconds(i)));
      }
      return "<DescribeEventsResponse xmlns=\"http://rds.amazonaws.com/doc/2014-10-31/\"><DescribeEventsResult><Events>"
          + events
          + "</Events></DescribeEventsResult></DescribeEventsResponse>";
    }

    @Override
    public SortedMap<String, String> parameters() {
      return Params.of("cluster", name);
    }

    @Override
    public String state() {
      return reboots.toString();
    }

    @Override
    public void sameByAnotherHand() {
      reboots.incrementAndGet();
    }

    @Override
    public void moved() {
      rds.failoverDBCluster(
          r -> r.dbClusterIdentifier(name).targetDBInstanceIdentifier(name + "-2"));
    }

    @Override
    public boolean undoable() {
      return false;
    }
  }
}
