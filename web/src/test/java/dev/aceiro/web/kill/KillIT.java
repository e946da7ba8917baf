package dev.aceiro.web.kill;

import dev.aceiro.web.kill.KillPlan.Victim;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Kill any process at any step: no lost page, no double containment, no clock that stops. The seed
 * is {@code -Daceiro.kill.seed}, the number of kills {@code -Daceiro.kill.count}.
 */
@Tag("kill")
@Timeout(900)
class KillIT {
  private static final long SEED = Long.getLong("aceiro.kill.seed", 20_260_301);
  private static final int COUNT = Integer.getInteger("aceiro.kill.count", 32);
  private static final Path FOLDER = Path.of("target", "kill").toAbsolutePath();

  private static final AtomicInteger TRIES = new AtomicInteger();

  @Test
  void withTheEngineProgramNothingIsForgottenAndNothingDoneTwice() throws Exception {
    try (KillSuite suite =
        new KillSuite("engine program", fresh("program"), "--aceiro.engine=program")) {
      suite.start();
      suite.run(KillPlan.of(SEED, COUNT, List.of(Victim.values())));
      suite.judge(true);
    }
  }

  @Test
  void withTheEngineInProcessNothingRecordedIsForgottenAndNothingDoneTwice() throws Exception {
    try (KillSuite suite =
        new KillSuite("engine in process", fresh("in-process"), "--aceiro.engine=in-process")) {
      suite.start();
      suite.run(KillPlan.of(SEED + 1, COUNT, List.of(Victim.APPLICATION, Victim.POSTGRES)));
      suite.judge(false);
    }
  }

  @Test
  void whenTheEngineLosesItsHistoriesEveryIncidentIsResumed() throws Exception {
    try (KillSuite suite =
        new KillSuite("histories deleted", fresh("lost"), "--aceiro.engine=program")) {
      suite.loseHistoriesAt(COUNT / 2);
      suite.start();
      suite.run(KillPlan.of(SEED + 2, COUNT, List.of(Victim.values())));
      suite.judge(false);
    }
  }

  /** Nothing of an earlier try lies there. */
  private static Path fresh(String name) {
    return FOLDER.resolve(
        name + "-" + ProcessHandle.current().pid() + "-" + TRIES.incrementAndGet());
  }
}
