package dev.aceiro.activities.communication;

import dev.aceiro.workflows.status.StatusPart;
import dev.aceiro.workflows.status.StatusReporter;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The kinds of channel that a ladder may name and this installation cannot send on: always dry. */
final class UnbuiltChannels implements StatusReporter {
  private static final List<String> KINDS = List.of("slack", "email", "sms", "pagerduty", "phone");

  private final List<StatusPart> parts;

  UnbuiltChannels(Collection<Channel> built) {
    List<String> there = built.stream().map(Channel::kind).toList();
    this.parts =
        KINDS.stream()
            .filter(kind -> !there.contains(kind))
            .map(
                kind ->
                    new StatusPart(
                        kind,
                        StatusPart.Kind.CHANNEL,
                        StatusPart.State.DRY,
                        null,
                        kind + ".dry",
                        new TreeMap<>()))
            .toList();
  }

  @Override
  public List<StatusPart> status() {
    return parts;
  }
}
