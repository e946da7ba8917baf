package dev.aceiro.activities.communication;

import dev.aceiro.activities.store.Digests;
import dev.aceiro.activities.store.Outbox;
import dev.aceiro.activities.store.Outbox.Claimed;
import dev.aceiro.activities.store.Outbox.Parcel;
import dev.aceiro.activities.store.Outbox.Standing;
import dev.aceiro.activities.store.StoreUnavailableException;
import dev.aceiro.workflows.communication.Address;
import dev.aceiro.workflows.communication.Delivery;
import dev.aceiro.workflows.communication.Directory;
import dev.aceiro.workflows.communication.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a message on all its channels at once, within {@link #BUDGET}. The outbox keeps it from
 * being sent twice; where the outbox does not answer within a second it is sent without: a page
 * prefers a duplicate to a loss.
 */
final class Messenger implements AutoCloseable {
  static final String NOT_CONFIGURED = "not-configured";
  static final String NO_ANSWER = "no-answer";

  /** How the codes end after which a message may have been taken all the same. */
  private static final List<String> UNCERTAIN =
      List.of(NO_ANSWER, "unreadable", ChannelException.BROKEN);

  /** For everything one message needs, the outbox included. */
  private static final Duration BUDGET = Duration.ofSeconds(4);

  /** As long as a worker has a message; one that died gives it up after this. */
  private static final Duration LEASE = Duration.ofSeconds(5);

  private static final Duration BUSY = Duration.ofSeconds(1);

  /**
   * How long a pause a channel may ask for before a page counts as failed there: somebody must act
   * now, and the next rung or the other channel is there for that.
   */
  static final Duration PATIENCE_OF_A_PAGE = Duration.ofSeconds(10);

  /** The same for everything else. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int REMEMBERED = 10_000;
  private static final String FALLBACK_LANGUAGE = "pt-BR";

  private static final Logger log = LoggerFactory.getLogger(Messenger.class);

  /**
   * What became of a message on one channel.
   *
   * @param delivery the report, as it would be if this were the last try
   * @param again whether the channel may still take it
   * @param busy whether somebody else is sending it, so that it must be asked again
   * @param after when it wants to be asked again, or null
   */
  record Attempt(Delivery delivery, boolean again, boolean busy, @Nullable Duration after) {}

  private final Map<String, Channel> channels;
  private final @Nullable Directory directory;
  private final Outbox outbox;
  private final Templates templates;
  private final Fields fields;
  private final InstantSource clock;
  private final Notes notes = new Notes();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** What this process has sent lately: the outbox's stand-in while it is away. */
  private final Map<String, Instant> sent =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
              return size() > REMEMBERED;
            }
          });

  Messenger(
      Collection<Channel> channels,
      @Nullable Directory directory,
      Outbox outbox,
      Templates templates,
      Fields fields,
      InstantSource clock) {
    this.channels = channels.stream().collect(Collectors.toMap(Channel::kind, Function.identity()));
    this.directory = directory;
    this.outbox = outbox;
    this.templates = templates;
    this.fields = fields;
    this.clock = clock;
  }

  /** Sends a message to everybody it is for. Does not throw. */
  List<Attempt> send(Message message, boolean lastTry) {
    return send(List.of(message), lastTry).getFirst();
  }

  /** Sends messages to everybody they are for, all at once. Does not throw. */
  List<List<Attempt>> send(List<Message> messages, boolean lastTry) {
    long end = System.nanoTime() + BUDGET.toNanos();
    List<List<Sending>> all =
        messages.stream()
            .map(
                message ->
                    addresses(message).stream()
                        .map(address -> sending(message, address, lastTry))
                        .toList())
            .toList();
    List<List<Attempt>> attempts = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      attempts.add(
          all.get(i).isEmpty()
              ? nobody(messages.get(i))
              : all.get(i).stream().map(sending -> awaited(sending, end)).toList());
    }
    return attempts;
  }

  private record Sending(
      Message message, Address address, boolean lastTry, Future<Attempt> attempt) {}

  private Sending sending(Message message, Address address, boolean lastTry) {
    return new Sending(
        message, address, lastTry, threads.submit(() -> send(message, address, lastTry)));
  }

  private Attempt awaited(Sending sending, long end) {
    Address address = sending.address();
    try {
      return sending.attempt().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      sending.attempt().cancel(true);
      if (sending.lastTry()) {
        notes.later(() -> abandoned(sending.message(), address));
      }
    } catch (InterruptedException e) {
      sending.attempt().cancel(true);
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      log.error("A message to {} broke", address.person(), e.getCause());
      return new Attempt(
          delivery(address, Delivery.Result.FAILED, ChannelException.BROKEN), true, false, null);
    }
    return new Attempt(delivery(address, Delivery.Result.FAILED, NO_ANSWER), true, false, null);
  }

  /** Nobody sends it any more; should it have been sent after all, that note is the stronger. */
  private void abandoned(Message message, Address address) {
    outbox.failed(
        parcel(message, address, text(message, channels.get(address.kind()))),
        NO_ANSWER,
        clock.instant());
  }

  private List<Attempt> nobody(Message message) {
    List<String> kinds = message.channels().isEmpty() ? List.of("-") : message.channels();
    return kinds.stream()
        .map(
            kind ->
                live(kind)
                    ? new Delivery(
                        kind,
                        message.recipient(),
                        Delivery.Result.FAILED,
                        Delivery.NO_ADDRESS,
                        clock.instant())
                    : new Delivery(
                        kind,
                        message.recipient(),
                        Delivery.Result.DRY,
                        NOT_CONFIGURED,
                        clock.instant()))
        .map(delivery -> new Attempt(delivery, false, false, null))
        .toList();
  }

  private boolean live(String kind) {
    Channel channel = channels.get(kind);
    return channel != null && channel.configured();
  }

  /** Live ones if the profile can be asked, otherwise those the incident brought along. */
  private List<Address> addresses(Message message) {
    if (directory != null) {
      try {
        List<Address> live =
            directory.addresses(message.profile(), message.recipient(), message.channels());
        if (!live.isEmpty()) {
          return live.stream().distinct().toList();
        }
      } catch (RuntimeException e) {
        log.warn("The directory of {} does not answer: {}", message.profile(), e.toString());
      }
    }
    return message.fallback().stream().distinct().toList();
  }

  private Attempt send(Message message, Address address, boolean lastTry) {
    Channel channel = channels.get(address.kind());
    Text text = text(message, channel);
    Parcel parcel = parcel(message, address, text);
    String id = id(parcel);
    Instant before = sent.get(id);
    if (before != null) {
      return settled(address, Delivery.Result.SENT, "", before);
    }
    Claimed claimed = claim(parcel);
    if (claimed != null && claimed.standing() != Standing.YOURS) {
      return known(address, claimed);
    }
    if (!live(address.kind()) || channel == null) {
      note(claimed, () -> outbox.dry(parcel, clock.instant()));
      return settled(address, Delivery.Result.DRY, NOT_CONFIGURED, clock.instant());
    }
    boolean perhapsSent =
        claimed != null
            && claimed.attempts() > 1
            && (claimed.error() == null || UNCERTAIN.stream().anyMatch(claimed.error()::endsWith));
    try {
      String reference = channel.send(new Letter(id, message, address, text, perhapsSent));
      Instant at = clock.instant();
      sent.put(id, at);
      note(claimed, () -> outbox.sent(parcel, reference, at));
      return settled(address, Delivery.Result.SENT, "", at);
    } catch (ChannelException e) {
      return failed(parcel, address, claimed, e, lastTry);
    } catch (RuntimeException e) {
      log.error("{} broke over {}", address.kind(), parcel.message(), e);
      return failed(parcel, address, claimed, ChannelException.broken(e), lastTry);
    }
  }

  private Attempt failed(
      Parcel parcel,
      Address address,
      @Nullable Claimed claimed,
      ChannelException failure,
      boolean lastTry) {
    Duration patience = parcel.page() ? PATIENCE_OF_A_PAGE : PATIENCE;
    Duration after = failure.after();
    boolean again =
        failure.kind() != ChannelException.Kind.REFUSED
            && (after == null || after.compareTo(patience) <= 0);
    log.warn(
        "{} did not take {} for {}: {}",
        address.kind(),
        parcel.message(),
        address.person(),
        failure.code());
    note(
        claimed,
        () -> {
          if (again && !lastTry) {
            outbox.later(parcel, failure.code());
          } else {
            outbox.failed(parcel, failure.code(), clock.instant());
          }
        });
    return new Attempt(
        delivery(address, Delivery.Result.FAILED, failure.code()), again, false, after);
  }

  private Attempt known(Address address, Claimed claimed) {
    Instant at = claimed.at() == null ? clock.instant() : claimed.at();
    return switch (claimed.standing()) {
      case SENT -> settled(address, Delivery.Result.SENT, "", at);
      case DRY -> settled(address, Delivery.Result.DRY, NOT_CONFIGURED, at);
      case FAILED ->
          settled(
              address,
              Delivery.Result.FAILED,
              claimed.error() == null ? NO_ANSWER : claimed.error(),
              at);
      case BUSY, YOURS ->
          new Attempt(delivery(address, Delivery.Result.FAILED, NO_ANSWER), true, true, BUSY);
    };
  }

  private @Nullable Claimed claim(Parcel parcel) {
    try {
      return outbox.claim(parcel, LEASE);
    } catch (StoreUnavailableException away) {
      log.warn("{} goes out without the outbox: {}", parcel.message(), away.getMessage());
      return null;
    } catch (RuntimeException refused) {
      log.error("{} goes out without the outbox, which refuses it", parcel.message(), refused);
      return null;
    }
  }

  /** Notes what became of a parcel; without waiting where the outbox has not answered before. */
  private void note(@Nullable Claimed claimed, Runnable noting) {
    if (claimed == null) {
      notes.later(noting);
    } else {
      notes.note(noting);
    }
  }

  /** What a message says, as its readers see it. */
  Text text(Message message) {
    return text(message, null);
  }

  private Text text(Message message, @Nullable Channel channel) {
    String language = FALLBACK_LANGUAGE;
    ZoneId zone = ZoneOffset.UTC;
    Optional<String> own = Optional.empty();
    if (directory != null) {
      try {
        language = directory.language(message.profile());
        zone = directory.zone(message.profile());
        own = directory.template(message.profile(), message.code(), language);
      } catch (RuntimeException unknown) {
        log.debug("The language of {} is not known", message.profile(), unknown);
      }
    }
    return templates.text(
        message.code(),
        own,
        language,
        fields.of(message, language, zone),
        channel == null ? text -> text : channel::escaped);
  }

  private static Parcel parcel(Message message, Address address, Text text) {
    return new Parcel(
        message.key(),
        address.kind(),
        address.person(),
        message.incident(),
        message.profile(),
        message.recipient(),
        message.code(),
        text.subject(),
        text.body(),
        message.page(),
        message.drill(),
        message.dueAt());
  }

  private Attempt settled(Address address, Delivery.Result outcome, String code, Instant at) {
    return new Attempt(
        new Delivery(address.kind(), address.person(), outcome, code, at), false, false, null);
  }

  private Delivery delivery(Address address, Delivery.Result outcome, String code) {
    return new Delivery(address.kind(), address.person(), outcome, code, clock.instant());
  }

  private static String id(Parcel parcel) {
    return id(parcel.message(), parcel.channel(), parcel.person());
  }

  static String id(String... parts) {
    return Digests.sha256(String.join("\n", parts));
  }

  @Override
  public void close() {
    notes.close();
    threads.shutdownNow();
  }
}
