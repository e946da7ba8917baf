package dev.aceiro.web.api;

import dev.aceiro.activities.store.IncidentReadModel;
import dev.aceiro.web.problem.Problem;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
class StreamController {
  private final LiveStreams streams;
  private final IncidentReadModel record;

  StreamController(LiveStreams streams, IncidentReadModel record) {
    this.streams = streams;
    this.record = record;
  }

  @GetMapping(path = "/api/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> all() {
    return unbuffered(streams.open(null));
  }

  @GetMapping(path = "/api/v1/incidents/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> incident(@PathVariable String id) {
    try {
      if (record.summary(id).isEmpty()) {
        throw Problem.notFound("NO_SUCH_INCIDENT", "incident", id);
      }
    } catch (DataAccessException | TransactionException away) {
      throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "RECORD_UNAVAILABLE").because(away);
    }
    return unbuffered(streams.open(id));
  }

  private static ResponseEntity<SseEmitter> unbuffered(SseEmitter emitter) {
    return ResponseEntity.ok()
        .header("X-Accel-Buffering", "no")
        .header("Cache-Control", "no-store")
        .body(emitter);
  }
}
