package dev.aceiro.activities.communication;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A channel that fails as it is told and keeps what it took. */
final class FakeChannel implements Channel {
  final List<Letter> taken = new CopyOnWriteArrayList<>();
  final List<Letter> tried = new CopyOnWriteArrayList<>();
  private final Queue<ChannelException> failures = new ArrayDeque<>();
  private final String kind;
  volatile boolean configured = true;
  volatile @Nullable Runnable before;

  FakeChannel(String kind) {
    this.kind = kind;
  }

  synchronized void failNext(ChannelException.Kind how, java.time.@Nullable Duration after) {
    String why = how == ChannelException.Kind.NO_ANSWER ? "no-answer" : "busy";
    failures.add(new ChannelException(how, kind + "." + why, after, null));
  }

  private synchronized @Nullable ChannelException next() {
    return failures.poll();
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public boolean configured() {
    return configured;
  }

  @Override
  public @Nullable String send(Letter letter) throws ChannelException {
    tried.add(letter);
    Runnable first = before;
    if (first != null) {
      first.run();
    }
    ChannelException failure = next();
    if (failure != null) {
      throw failure;
    }
    taken.add(letter);
    return "ref-" + taken.size();
  }
}
