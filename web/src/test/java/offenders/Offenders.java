package offenders;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.springframework.data.repository.Repository;
import org.springframework.web.bind.annotation.RestController;

/** What must not be public. Outside Aceiro's packages, lest a test's application picks it up. */
public final class Offenders {

  private Offenders() {}

  @Entity
  public static class PublicEntity {
    @Id long id;
  }

  @Embeddable
  public static class PublicEmbeddable {}

  public interface PublicRepository extends Repository<PublicEntity, Long> {}

  @RestController
  public static class PublicController {}
}
