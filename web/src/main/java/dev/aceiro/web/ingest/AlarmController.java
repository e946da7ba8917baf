package dev.aceiro.web.ingest;

import dev.aceiro.activities.store.Inbox;
import dev.aceiro.web.ingest.AlarmSources.Source;
import dev.aceiro.web.ingest.SourceKind.Accepted;
import dev.aceiro.web.ingest.SourceKind.Authentic;
import dev.aceiro.web.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /alarms/{profile}/{source}}: what is answered 202 is stored. */
@RestController
class AlarmController {

  /** What was stored, one for each alarm of the request. */
  record Receipts(List<Receipt> receipts) {}

  /**
   * What was stored.
   *
   * @param id the inbox row
   * @param alarm the alarm's name
   * @param state FIRING, RESOLVED, or NOTICE for what concerns no incident
   * @param duplicate whether it had been stored before
   * @param late whether it came more than an hour after it happened
   */
  record Receipt(String id, String alarm, String state, boolean duplicate, boolean late) {
    static Receipt of(Inbox.Receipt stored) {
      return new Receipt(
          Long.toString(stored.id()),
          stored.alarm(),
          stored.state(),
          stored.duplicate(),
          stored.late());
    }
  }

  private static final Logger log = LoggerFactory.getLogger(AlarmController.class);
  private static final int MAX_KILOBYTES = 512;

  /** A third of the connections, and less time than a source waits for its answer. */
  private final Turnstile turnstile = new Turnstile(8, Duration.ofSeconds(10));

  private final AlarmSources sources;
  private final Inbox inbox;
  private final Relay relay;
  private final InstantSource clock;

  AlarmController(
      AlarmSources sources, Inbox inbox, Relay relay, ObjectProvider<InstantSource> clock) {
    this.sources = sources;
    this.inbox = inbox;
    this.relay = relay;
    this.clock = clock.getIfUnique(InstantSource::system);
  }

  @Operation(
      summary = "An alarm from a configured source",
      description =
          "What is answered 202 is stored. Anything of 5xx was not: send it again. The form is that of the"
              + " source's kind: an SNS envelope, an Alertmanager webhook of version 4, or the generic form"
              + " {name, state, key, severity, service, environment, startedAt, summary, labels, links}, of which"
              + " only the name is required. At most 512 KB.")
  @RequestBody(
      required = true,
      content = {
        @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(type = "object")),
        @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string"))
      })
  @ApiResponse(responseCode = "202", description = "Stored; one receipt for each alarm.")
  @PostMapping("/alarms/{profile}/{source}")
  ResponseEntity<Receipts> receive(
      @PathVariable String profile,
      @PathVariable("source") String id,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Source source = sources.find(profile, id).orElseThrow(() -> Refused.sourceUnknown(profile, id));
    requireText(request);
    Delivery delivery =
        new Delivery(
            body(request), request::getHeader, clock.instant().truncatedTo(ChronoUnit.MICROS));
    Accepted accepted = accept(source, delivery, response);
    List<Inbox.Receipt> stored = store(source, delivery, accepted.entries());
    relay.wake(stored.stream().map(Inbox.Receipt::key).distinct().toList());
    Runnable afterwards = accepted.afterwards();
    if (afterwards != null) {
      afterwards.run();
    }
    return ResponseEntity.status(HttpStatus.ACCEPTED)
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(new Receipts(stored.stream().map(Receipt::of).toList()));
  }

  private Accepted accept(Source source, Delivery delivery, HttpServletResponse response) {
    Authentic authentic;
    try {
      authentic = source.kind().authenticate(delivery, source);
    } catch (Problem refused) {
      log.info("alarm source {} refused: {}", source, refused.code());
      if (refused.status() == HttpStatus.UNAUTHORIZED) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"" + source + "\"");
      }
      throw refused;
    }
    try {
      return authentic.normalise();
    } catch (Problem refused) {
      log.info("alarm source {} refused: {}", source, refused.code());
      throw refused;
    } catch (RuntimeException ours) {
      // Authentic, and we failed to read it: it must not be lost for that.
      log.error("alarm source {} sent what could not be normalised, kept as it came", source, ours);
      return Accepted.of(List.of(unreadable(source, delivery)));
    }
  }

  private static Inbox.Entry unreadable(Source source, Delivery delivery) {
    AlarmDraft draft =
        new AlarmDraft(source.config(), delivery.receivedAt())
            .name("unreadable alarm from " + source.config().id())
            .eventId(UUID.randomUUID().toString())
            .summary(delivery.text());
    return new Inbox.AlarmEntry(draft.build(), Inbox.Replay.EVER, null);
  }

  private List<Inbox.Receipt> store(Source source, Delivery delivery, List<Inbox.Entry> entries) {
    try {
      return turnstile.pass(
          () ->
              inbox.store(
                  source.config().profile(),
                  source.config().id(),
                  delivery.body(),
                  delivery.receivedAt(),
                  entries));
    } catch (DataAccessException | TransactionException unreachable) {
      log.warn("alarm source {} told to send again: {}", source, unreachable.getMessage());
      throw Refused.notStored(unreachable);
    }
  }

  /** SNS says text/plain of its JSON; what a form or a file upload says is no alarm. */
  private static void requireText(HttpServletRequest request) {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    boolean encoded = encoding != null && !encoding.equalsIgnoreCase("identity");
    if (encoded || !isText(request.getContentType())) {
      throw Refused.mediaType();
    }
  }

  private static boolean isText(@Nullable String contentType) {
    if (contentType == null) {
      return true;
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.isEmpty()
        || type.equals("text/plain")
        || type.equals("application/json")
        || type.equals("text/json")
        || type.endsWith("+json");
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    int max = MAX_KILOBYTES * 1024;
    if (request.getContentLengthLong() > max) {
      throw Refused.tooLarge(MAX_KILOBYTES);
    }
    byte[] body = request.getInputStream().readNBytes(max + 1);
    if (body.length > max) {
      throw Refused.tooLarge(MAX_KILOBYTES);
    }
    return body;
  }
}
