package dev.aceiro.web.operation;

import dev.aceiro.activities.store.QuarantineReview;
import dev.aceiro.activities.store.QuarantineReview.Item;
import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.problem.RecordAway;
import dev.aceiro.web.security.Asker;
import dev.aceiro.web.security.Operators;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What could not be stored as it is, until an operator has looked at it; for the API and the
 * console alike. Every method throws {@link Problem} 503 while the record cannot be asked.
 */
@Component
public class QuarantineOffice {
  private static final Logger log = LoggerFactory.getLogger(QuarantineOffice.class);
  private static final int MOST = 200;

  private final QuarantineReview review;
  private final Operators operators;

  QuarantineOffice(QuarantineReview review, Operators operators) {
    this.review = review;
    this.operators = operators;
  }

  /**
   * One of them with what came.
   *
   * @param item what it is
   * @param content what came, as text
   */
  public record Content(Item item, String content) {}

  /**
   * At most 200, the youngest first.
   *
   * @param acknowledged whether those that somebody has looked at are among them
   */
  public List<Item> list(boolean acknowledged) {
    return RecordAway.orElse503(() -> review.list(acknowledged, MOST));
  }

  /**
   * What came, for operators alone: nobody has checked what is in it.
   *
   * @throws Problem 403 for anybody else, 404 where there is no such item
   */
  public Content content(String id, Asker asker) {
    operators.require(asker);
    return RecordAway.orElse503(
        () ->
            review
                .find(id)
                .flatMap(item -> review.content(id).map(content -> new Content(item, content)))
                .orElseThrow(() -> noSuchItem(id)));
  }

  /**
   * An operator has looked at it.
   *
   * @param why what they found, or why nothing is to be done
   * @return the item as it is now
   * @throws Problem 400 without a reason, 403 for anybody else, 404 where there is no such item
   */
  public Item acknowledge(String id, @Nullable String why, Asker asker) {
    operators.require(asker);
    String found = Reason.given(why);
    Item item =
        RecordAway.orElse503(() -> review.acknowledge(id, asker.id(), found))
            .orElseThrow(() -> noSuchItem(id));
    log.info("{} has looked at {} in quarantine", asker.id(), id);
    return item;
  }

  private static Problem noSuchItem(String id) {
    return Problem.notFound("NOT_IN_QUARANTINE", "id", id);
  }
}
