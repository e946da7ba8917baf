package dev.aceiro.web.api;

import dev.aceiro.activities.store.QuarantineReview;
import dev.aceiro.activities.store.QuarantineReview.Item;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.security.Asker;
import dev.aceiro.web.security.Operators;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What could not be stored as it is, until an operator has looked at it. */
@RestController
@RequestMapping(path = "/api/v1/quarantine", produces = MediaType.APPLICATION_JSON_VALUE)
class QuarantineController {
  private static final Logger log = LoggerFactory.getLogger(QuarantineController.class);
  private static final int MOST = 200;

  private final QuarantineReview review;
  private final Operators operators;

  QuarantineController(QuarantineReview review, Operators operators) {
    this.review = review;
    this.operators = operators;
  }

  /**
   * What is kept, at most 200, the youngest first.
   *
   * @param items each with who has looked at it, if anybody has
   */
  record QuarantineList(List<Item> items) {}

  /**
   * One of them.
   *
   * @param item what it is
   * @param content what came, as text
   */
  record QuarantineContent(Item item, String content) {}

  @GetMapping
  QuarantineList list(@RequestParam(defaultValue = "false") boolean acknowledged) {
    return new QuarantineList(RecordAway.orElse503(() -> review.list(acknowledged, MOST)));
  }

  /** For operators alone: nobody has checked what is in it. */
  @GetMapping("/{id}")
  QuarantineContent content(@PathVariable String id, @Parameter(hidden = true) Asker asker) {
    operators.require(asker);
    return RecordAway.orElse503(
        () ->
            review
                .find(id)
                .flatMap(
                    item -> review.content(id).map(content -> new QuarantineContent(item, content)))
                .orElseThrow(() -> noSuchItem(id)));
  }

  @PostMapping(path = "/{id}/acknowledgement", consumes = MediaType.APPLICATION_JSON_VALUE)
  Item acknowledge(
      @PathVariable String id,
      @RequestBody OperatorsReason said,
      @Parameter(hidden = true) Asker asker) {
    operators.require(asker);
    String why = said.given();
    Item item =
        RecordAway.orElse503(() -> review.acknowledge(id, asker.id(), why))
            .orElseThrow(() -> noSuchItem(id));
    log.info("{} has looked at {} in quarantine", asker.id(), id);
    return item;
  }

  private static Problem noSuchItem(String id) {
    return Problem.notFound("NOT_IN_QUARANTINE", "id", id);
  }
}
