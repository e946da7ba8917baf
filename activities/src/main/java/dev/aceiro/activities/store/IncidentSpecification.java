package dev.aceiro.activities.store;

import dev.aceiro.workflows.policy.Stage;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/** A filter as a query. */
final class IncidentSpecification {
  private static final char ESCAPE = '\\';

  private final Root<IncidentRow> incident;
  private final HibernateCriteriaBuilder is;
  private final List<Predicate> all = new ArrayList<>();

  private IncidentSpecification(Root<IncidentRow> incident, HibernateCriteriaBuilder is) {
    this.incident = incident;
    this.is = is;
    // A row without a snapshot is only a name so far.
    all.add(is.isNotNull(incident.get("snapshotSchema")));
  }

  static Specification<IncidentRow> one(String id) {
    return (incident, query, builder) -> {
      var specification = new IncidentSpecification(incident, (HibernateCriteriaBuilder) builder);
      specification.all.add(builder.equal(incident.get("id"), id));
      return specification.predicate();
    };
  }

  static Specification<IncidentRow> of(IncidentFilter filter, @Nullable Long before) {
    return (incident, query, builder) -> {
      var specification = new IncidentSpecification(incident, (HibernateCriteriaBuilder) builder);
      specification.filter(filter);
      if (before != null) {
        specification.all.add(builder.lt(incident.<Long>get("number"), before));
      }
      return specification.predicate();
    };
  }

  private Predicate predicate() {
    return is.and(all.toArray(Predicate[]::new));
  }

  private void filter(IncidentFilter filter) {
    oneOf("stage", filter.stages().stream().map(Stage::name).toList());
    oneOf("severity", filter.severities());
    oneOf("profile", filter.profiles());
    if (!filter.services().isEmpty()) {
      all.add(is.arrayIntersects(texts("services"), filter.services().toArray(String[]::new)));
    }
    if (!filter.flags().isEmpty()) {
      all.add(is.arrayIncludes(texts("flags"), filter.flags().toArray(String[]::new)));
    }
    if (filter.drill() != null) {
      all.add(is.equal(incident.get("drill"), filter.drill()));
    }
    if (filter.open() != null) {
      Expression<String> stage = incident.get("stage");
      all.add(
          filter.open()
              ? is.notEqual(stage, Stage.CLOSED.name())
              : is.equal(stage, Stage.CLOSED.name()));
    }
    if (filter.q() != null && !filter.q().isBlank()) {
      for (String word : filter.q().strip().split("\\s+")) {
        all.add(contains(word.toLowerCase(Locale.ROOT)));
      }
    }
  }

  private void oneOf(String attribute, List<String> values) {
    if (!values.isEmpty()) {
      all.add(incident.get(attribute).in(values));
    }
  }

  private Predicate contains(String word) {
    String pattern = "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    return is.or(
        like(incident.get("id"), pattern),
        like(incident.get("title"), pattern),
        like(incident.get("scenario"), pattern),
        like(is.arrayToString(texts("services"), " "), pattern));
  }

  private Predicate like(Expression<String> text, String pattern) {
    return is.like(is.lower(text), pattern, ESCAPE);
  }

  private Expression<String[]> texts(String attribute) {
    return incident.get(attribute);
  }
}
