package dev.aceiro.activities.communication;

import dev.aceiro.workflows.communication.Address;
import dev.aceiro.workflows.communication.Delivery;
import dev.aceiro.workflows.communication.Message;
import dev.aceiro.workflows.communication.TestPages;
import dev.aceiro.workflows.incident.Params;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows whether a page would arrive: sends one that says it is a test. */
final class TestPage implements TestPages {
  private static final Logger log = LoggerFactory.getLogger(TestPage.class);

  private final Collection<Channel> channels;
  private final Templates templates;
  private final Fields fields;
  private final InstantSource clock;

  TestPage(Collection<Channel> channels, Templates templates, Fields fields, InstantSource clock) {
    this.channels = List.copyOf(channels);
    this.templates = templates;
    this.fields = fields;
    this.clock = clock;
  }

  @Override
  public List<String> liveKinds() {
    return channels.stream().filter(Channel::configured).map(Channel::kind).sorted().toList();
  }

  @Override
  public Delivery send(String kind, String address, String language, String by) {
    Channel channel = channels.stream().filter(c -> c.kind().equals(kind)).findFirst().orElse(null);
    if (channel == null || !channel.configured()) {
      return delivery(kind, address, Delivery.Result.DRY, Messenger.NOT_CONFIGURED);
    }
    Message message =
        new Message(
            "test/" + UUID.randomUUID(),
            "",
            "",
            "person:" + address,
            List.of(kind),
            Letter.TEST,
            Params.of("by", Fields.line(by), "title", "Aceiro"),
            clock.instant(),
            true,
            false,
            List.of());
    Text text =
        templates.text(
            message.code(),
            language,
            fields.of(message, language, ZoneOffset.UTC),
            channel::escaped);
    try {
      channel.send(
          new Letter(
              Messenger.id(message.key(), kind, address),
              message,
              new Address(kind, address, address),
              text,
              false));
      return delivery(kind, address, Delivery.Result.SENT, "");
    } catch (ChannelException e) {
      return delivery(kind, address, Delivery.Result.FAILED, e.code());
    } catch (RuntimeException e) {
      log.error("{} broke over a test page", kind, e);
      return delivery(kind, address, Delivery.Result.FAILED, ChannelException.BROKEN);
    }
  }

  private Delivery delivery(String kind, String address, Delivery.Result outcome, String code) {
    return new Delivery(kind, address, outcome, code, clock.instant());
  }
}
