package dev.aceiro.web.console;

import dev.aceiro.activities.store.KillSwitch;
import dev.aceiro.web.operation.SwitchOffice;
import dev.aceiro.web.operation.SwitchOffice.Stopped;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What stops containment, in words, for the top of every page. */
@Component
final class StopViews {
  private final ObjectProvider<SwitchOffice> office;

  StopViews(ObjectProvider<SwitchOffice> office) {
    this.office = office;
  }

  /** Every switch that is pulled. */
  List<Shell.Stop> all(Reader reader) {
    SwitchOffice open = office.getIfAvailable();
    return open == null
        ? List.of()
        : open.lastSeen().stream().map(stop -> view(stop, reader)).toList();
  }

  static Shell.Stop view(Stopped stop, Reader reader) {
    return new Shell.Stop(
        stop.scope().equals(KillSwitch.EVERYWHERE)
            ? reader.say("stop.everything")
            : reader.say(
                stop.profileGone() ? "stop.profile-gone" : "stop.profile", "profile", stop.scope()),
        reader.say(
            "stop.why",
            "by",
            stop.by(),
            "reason",
            stop.reason(),
            "since",
            reader.ago(stop.since())),
        reader.full(stop.since()) + " · " + Reader.utc(stop.since()));
  }

  /** What it can be pulled for, as people call it. */
  static String scope(String scope, Reader reader) {
    return scope.equals(KillSwitch.EVERYWHERE)
        ? reader.say("stop.scope.everything")
        : reader.say("stop.scope.profile", "profile", scope);
  }
}
