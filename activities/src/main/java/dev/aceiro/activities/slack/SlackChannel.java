package dev.aceiro.activities.slack;

import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.Message.Metadata;
import com.slack.api.model.User;
import dev.aceiro.activities.IntegrationState;
import dev.aceiro.activities.communication.Channel;
import dev.aceiro.activities.communication.ChannelException;
import dev.aceiro.activities.communication.Letter;
import dev.aceiro.activities.communication.Text;
import dev.aceiro.activities.store.Outbox;
import dev.aceiro.activities.store.StoreUnavailableException;
import dev.aceiro.workflows.communication.Address;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slack. In a channel an incident has one message that is updated in place; everything else is a
 * reply to it, and what ends or reopens it is shown to the whole channel. A person gets a direct
 * message.
 *
 * <p>Slack takes no idempotency token. Each message carries its delivery's id as metadata; where an
 * earlier answer was lost, the channel's latest messages are searched for it. Who could not be
 * asked is sent the message again, and so is a person: a page prefers a duplicate to a loss.
 */
final class SlackChannel implements Channel {
  private static final Logger log = LoggerFactory.getLogger(SlackChannel.class);

  /** The codes that are the incident's own message in a channel. */
  private static final List<String> CARD = List.of("incident-opened", "card");

  /** The codes whose reply the whole channel sees. */
  private static final Set<String> BROADCAST = Set.of("incident-resolved", "incident-relapsed");

  /** Errors that say that a message cannot be updated any more. */
  private static final Set<String> GONE =
      Set.of("slack.message-not-found", "slack.cant-update-message", "slack.edit-window-closed");

  /** Errors that are about the one who is written to, where that is a person. */
  private static final Set<String> ABOUT_READER =
      Set.of(
          "channel_not_found",
          "user_not_found",
          "users_not_found",
          "user_disabled",
          "cannot_dm_bot",
          "messages_tab_disabled",
          "not_in_channel",
          "is_archived");

  /** Those of them after which this address reaches nobody. */
  private static final Set<String> UNKNOWN =
      Set.of(
          "slack.channel-not-found",
          "slack.user-not-found",
          "slack.users-not-found",
          "slack.user-disabled",
          "slack.cannot-dm-bot",
          "slack.messages-tab-disabled");

  private static final String ADDRESS_UNKNOWN = "slack.address-unknown";
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final Pattern REVISION = Pattern.compile("\\|(\\d{1,18})\\|");
  private static final Pattern ID = Pattern.compile("[CGD][A-Z0-9]{8,}");
  private static final String EVENT = "aceiro_message";
  private static final String EVENT_ID = "id";
  private static final int SEARCHED = 50;
  private static final int REMEMBERED = 2000;
  private static final int STRIPES = 64;

  private final @Nullable SlackApi api;
  private final @Nullable SlackApi quick;
  private final Outbox outbox;
  private final Lock[] locks = new Lock[STRIPES];
  private final Map<String, SlackReference> cards = remembering();
  private final Map<String, Long> shown = remembering();
  private final Map<String, String> channelIds = remembering();
  private final Map<String, String> members = remembering();
  private final IntegrationState state;

  SlackChannel(SlackSettings settings, Outbox outbox, IntegrationState state) {
    String token = settings.token();
    this.api = token == null ? null : new SlackApi(settings.url(), token, MILLIS - 300, state);
    this.quick = token == null ? null : new SlackApi(settings.url(), token, MILLIS / 3, state);
    this.outbox = outbox;
    this.state = state;
    for (int i = 0; i < STRIPES; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  @Override
  public String kind() {
    return "slack";
  }

  @Override
  public boolean configured() {
    return api != null;
  }

  /** Without mentions, links and commands: {@code &}, {@code <} and {@code >} begin them all. */
  @Override
  public String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Asks Slack whether the token is good. */
  void check() throws ChannelException {
    connected().call(methods -> methods.authTest(r -> r));
  }

  /**
   * Asks Slack who has these e-mail addresses, so that a wrong one is seen before somebody is paged
   * by it.
   */
  void check(List<Address> people) throws ChannelException {
    for (Address address : people) {
      if (EMAIL.matcher(address.value()).matches()) {
        try {
          member(address.value());
          state.reached(address.person());
        } catch (ChannelException e) {
          if (!e.code().equals(ADDRESS_UNKNOWN)) {
            throw e;
          }
          state.cannotReach(address.person(), e.code());
          log.warn("Slack knows nobody with the address of {}", address.person());
        }
      }
    }
  }

  @Override
  public @Nullable String send(Letter letter) throws ChannelException {
    try {
      return letter.toPlace() ? toPlace(letter) : toPerson(letter);
    } catch (RuntimeException e) {
      throw connected().broken(e);
    }
  }

  private String toPerson(Letter letter) throws ChannelException {
    String person = letter.address().person();
    String value = letter.address().value();
    try {
      String to = EMAIL.matcher(value).matches() ? member(value) : value;
      String sent = posted(letter, to, null, false).text();
      state.reached(person);
      return sent;
    } catch (ChannelException e) {
      String code = UNKNOWN.contains(e.code()) ? ADDRESS_UNKNOWN : e.code();
      if (!code.equals(ADDRESS_UNKNOWN)) {
        throw e;
      }
      members.remove(value);
      if (!letter.test()) {
        state.cannotReach(person, code);
      }
      throw new ChannelException(e.kind(), code, null, e);
    }
  }

  /** The id of the member who has that e-mail address. */
  private String member(String email) throws ChannelException {
    String known = members.get(email);
    if (known != null) {
      return known;
    }
    SlackApi asking = Objects.requireNonNull(quick);
    try {
      User user =
          asking
              .call(
                  "users.lookupByEmail",
                  ABOUT_READER,
                  methods -> methods.usersLookupByEmail(r -> r.email(email)))
              .getUser();
      if (user == null || user.getId() == null) {
        throw asking.unreadable(null);
      }
      members.put(email, user.getId());
      return user.getId();
    } catch (ChannelException e) {
      // Whatever became of the question: nothing was sent.
      throw e.kind() == ChannelException.Kind.NO_ANSWER
          ? new ChannelException(ChannelException.Kind.NOT_TAKEN, e.code(), e.after(), e)
          : UNKNOWN.contains(e.code())
              ? new ChannelException(e.kind(), ADDRESS_UNKNOWN, null, e)
              : e;
    }
  }

  private String toPlace(Letter letter) throws ChannelException {
    String place = letter.message().incident() + "/" + letter.address().person();
    Lock lock = locks[Math.floorMod(place.hashCode(), STRIPES)];
    lock.lock();
    try {
      return CARD.contains(letter.message().code()) ? card(letter, place) : reply(letter, place);
    } finally {
      lock.unlock();
    }
  }

  private String card(Letter letter, String place) throws ChannelException {
    SlackReference present = card(letter, place, true);
    if (present == null) {
      present = posted(letter, letter.address().value(), null, false);
      cards.put(place, present);
      shown.put(place, version(letter));
      return present.text();
    }
    // A message that was held up must not overwrite what a later one says.
    if (version(letter) >= shown.getOrDefault(place, Long.MIN_VALUE)) {
      present = updated(letter, place, present);
      shown.put(place, version(letter));
    }
    return present.text();
  }

  private SlackReference updated(Letter letter, String place, SlackReference card)
      throws ChannelException {
    try {
      connected()
          .call(
              "chat.update",
              Set.of(),
              methods ->
                  methods.chatUpdate(
                      r -> r.channel(card.channel()).ts(card.ts()).text(written(letter.text()))));
      return card;
    } catch (ChannelException e) {
      if (!GONE.contains(e.code())) {
        throw e;
      }
      SlackReference anew = posted(letter, card.channel(), null, false);
      cards.put(place, anew);
      return anew;
    }
  }

  private String reply(Letter letter, String place) throws ChannelException {
    SlackReference card = card(letter, place, false);
    boolean broadcast = BROADCAST.contains(letter.message().code());
    if (card == null) {
      return posted(letter, letter.address().value(), null, false).text();
    }
    return posted(letter, card.channel(), card, broadcast).text();
  }

  /** The incident's message in that channel, if there is one. */
  private @Nullable SlackReference card(Letter letter, String place, boolean own) {
    SlackReference known = cards.get(place);
    if (known != null) {
      return known;
    }
    try {
      Optional<SlackReference> kept =
          outbox
              .firstReference(letter.message().incident(), kind(), letter.address().person(), CARD)
              .flatMap(SlackReference::of);
      kept.ifPresent(reference -> cards.put(place, reference));
      return kept.orElse(null);
    } catch (StoreUnavailableException away) {
      log.warn("{}: its message in Slack is not known{}", place, own ? ", another is sent" : "");
      return null;
    }
  }

  private SlackReference posted(
      Letter letter, String to, @Nullable SlackReference thread, boolean broadcast)
      throws ChannelException {
    SlackReference found = letter.perhapsSent() ? found(letter, to, thread) : null;
    if (found != null) {
      return found;
    }
    ChatPostMessageRequest request =
        ChatPostMessageRequest.builder()
            .channel(to)
            .text(written(letter.text()))
            .threadTs(thread == null ? null : thread.ts())
            .replyBroadcast(broadcast)
            .mrkdwn(true)
            .linkNames(false)
            .unfurlLinks(false)
            .unfurlMedia(false)
            .metadata(
                Metadata.builder()
                    .eventType(EVENT)
                    .eventPayload(Map.of(EVENT_ID, letter.id()))
                    .build())
            .build();
    ChatPostMessageResponse answer =
        connected()
            .call(
                "chat.postMessage " + to,
                letter.toPlace() ? Set.of() : ABOUT_READER,
                methods -> methods.chatPostMessage(request));
    if (answer.getChannel() == null || answer.getTs() == null) {
      throw connected().unreadable(null);
    }
    channelIds.put(to, answer.getChannel());
    return new SlackReference(answer.getChannel(), answer.getTs());
  }

  /** The message that an earlier try may have sent. Whatever goes wrong here, it is sent again. */
  private @Nullable SlackReference found(
      Letter letter, String to, @Nullable SlackReference thread) {
    SlackApi asking = quick;
    String channel = letter.toPlace() ? id(letter, to) : null;
    if (channel == null || asking == null) {
      return null;
    }
    try {
      List<com.slack.api.model.Message> latest =
          thread == null
              ? asking
                  .call(
                      methods ->
                          methods.conversationsHistory(
                              r -> r.channel(channel).limit(SEARCHED).includeAllMetadata(true)))
                  .getMessages()
              : asking
                  .call(
                      methods ->
                          methods.conversationsReplies(
                              r ->
                                  r.channel(channel)
                                      .ts(thread.ts())
                                      .limit(SEARCHED)
                                      .includeAllMetadata(true)))
                  .getMessages();
      return Objects.requireNonNullElse(latest, List.<com.slack.api.model.Message>of()).stream()
          .filter(message -> isThis(letter, message))
          .findFirst()
          .map(message -> new SlackReference(channel, message.getTs()))
          .orElse(null);
    } catch (ChannelException e) {
      log.info("Slack cannot be asked whether {} is there: {}", letter.message().key(), e.code());
      return null;
    } catch (RuntimeException e) {
      log.warn("Slack's answer whether {} is there breaks us", letter.message().key(), e);
      return null;
    }
  }

  /** A channel's id, which its history is asked for by; a name is only good for sending. */
  private @Nullable String id(Letter letter, String to) {
    if (ID.matcher(to).matches()) {
      return to;
    }
    String known = channelIds.get(to);
    if (known != null) {
      return known;
    }
    try {
      return outbox
          .latestReference(kind(), letter.address().person())
          .flatMap(SlackReference::of)
          .map(SlackReference::channel)
          .orElse(null);
    } catch (StoreUnavailableException away) {
      return null;
    }
  }

  private static boolean isThis(Letter letter, com.slack.api.model.Message message) {
    Metadata metadata = message.getMetadata();
    return metadata != null
        && EVENT.equals(metadata.getEventType())
        && metadata.getEventPayload() != null
        && letter.id().equals(metadata.getEventPayload().get(EVENT_ID));
  }

  private static String written(Text text) {
    return text.body().isEmpty()
        ? "*" + text.subject() + "*"
        : "*" + text.subject() + "*\n" + text.body();
  }

  /**
   * The revision in the key of a card, {@code …/card|17|channel:x}; the first message is oldest.
   */
  private static long version(Letter letter) {
    Matcher revision = REVISION.matcher(letter.message().key());
    return letter.message().code().equals("card") && revision.find()
        ? Long.parseLong(revision.group(1))
        : -1;
  }

  private SlackApi connected() {
    SlackApi connected = api;
    if (connected == null) {
      throw new IllegalStateException("Slack is not configured");
    }
    return connected;
  }

  private static <V> Map<String, V> remembering() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > REMEMBERED;
          }
        });
  }
}
