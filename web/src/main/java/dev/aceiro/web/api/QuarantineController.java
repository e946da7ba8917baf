package dev.aceiro.web.api;

import dev.aceiro.activities.store.QuarantineReview.Item;
import dev.aceiro.web.operation.QuarantineOffice;
import dev.aceiro.web.security.Asker;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
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
  private final QuarantineOffice office;

  QuarantineController(QuarantineOffice office) {
    this.office = office;
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
    return new QuarantineList(office.list(acknowledged));
  }

  /** For operators alone: nobody has checked what is in it. */
  @GetMapping("/{id}")
  QuarantineContent content(@PathVariable String id, @Parameter(hidden = true) Asker asker) {
    QuarantineOffice.Content found = office.content(id, asker);
    return new QuarantineContent(found.item(), found.content());
  }

  @PostMapping(path = "/{id}/acknowledgement", consumes = MediaType.APPLICATION_JSON_VALUE)
  Item acknowledge(
      @PathVariable String id,
      @RequestBody OperatorsReason said,
      @Parameter(hidden = true) Asker asker) {
    return office.acknowledge(id, said.reason(), asker);
  }
}
