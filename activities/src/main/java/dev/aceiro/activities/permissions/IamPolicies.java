package dev.aceiro.activities.permissions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aceiro.activities.permissions.Reference.Form;
import dev.aceiro.workflows.containment.ActionKind;
import dev.aceiro.workflows.containment.LeastPrivilege.GrantDocument;
import dev.aceiro.workflows.containment.LeastPrivilege.Note;
import dev.aceiro.workflows.incident.Params;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Policies of IAM: for the responder's own account, and for the role in each other one. */
final class IamPolicies {
  private static final String ACTION = "[a-z0-9-]+:[A-Z][A-Za-z]+";
  private static final List<String> EVERYTHING = List.of("*");
  private static final String OWN = "own";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Reference reference;

  IamPolicies(Reference reference) {
    this.reference = reference;
  }

  List<GrantDocument> of(Wanted wanted) {
    List<ActionKind> kinds =
        wanted.kinds().stream().filter(kind -> !actions(kind).isEmpty()).toList();
    if (kinds.isEmpty()) {
      return List.of();
    }
    SortedMap<String, List<SortedMap<String, String>>> accounts = new TreeMap<>();
    String own = new Place(new TreeMap<>(), wanted.home()).account();
    accounts.put(own, new ArrayList<>());
    wanted.estate().stream()
        .filter(resource -> reference.onAws(resource.get("kind")))
        .forEach(
            resource ->
                accounts
                    .computeIfAbsent(
                        new Place(resource, wanted.home()).account(), none -> new ArrayList<>())
                    .add(resource));
    List<GrantDocument> documents = new ArrayList<>();
    accounts.forEach(
        (account, resources) -> {
          Policy policy = new Policy();
          List<Note> notes = new ArrayList<>();
          if (account.equals(own)) {
            assume(policy, wanted, accounts.keySet(), own);
          } else {
            notes.add(note("aws.role", "account", account, "name", wanted.home().name()));
          }
          fill(policy, notes, new Wanted(kinds, resources, wanted.home()));
          documents.addAll(policy.documents("aws-" + (account.isEmpty() ? OWN : account), notes));
        });
    return documents;
  }

  private static List<String> actions(ActionKind kind) {
    return kind.permissions().stream().filter(permission -> permission.matches(ACTION)).toList();
  }

  /** What the responder's own credentials need to become the role of another account. */
  private static void assume(Policy policy, Wanted wanted, Set<String> accounts, String own) {
    SortedSet<String> roles = new TreeSet<>();
    String partition = new Place(new TreeMap<>(), wanted.home()).partition();
    accounts.stream()
        .filter(account -> !account.equals(own))
        .forEach(
            account ->
                roles.add(
                    "arn:%s:iam::%s:role/%s".formatted(partition, account, wanted.home().name())));
    policy.allow("sts:AssumeRole", roles, NODES.objectNode());
  }

  private void fill(Policy policy, List<Note> notes, Wanted wanted) {
    SortedMap<String, SortedSet<String>> lacking = new TreeMap<>();
    SortedSet<String> wide = new TreeSet<>();
    for (ActionKind kind : wanted.kinds()) {
      SortedSet<String> kinds = new TreeSet<>();
      actions(kind)
          .forEach(action -> reference.forms(action).forEach(form -> kinds.add(form.kind())));
      if (wanted.estate().stream().noneMatch(resource -> kinds.contains(resource.get("kind")))) {
        lacking.computeIfAbsent(String.join(", ", kinds), none -> new TreeSet<>()).add(kind.type());
        continue;
      }
      for (String action : actions(kind)) {
        List<Form> forms = reference.forms(action);
        if (forms.isEmpty()) {
          policy.allow(action, EVERYTHING, requested(action, wanted));
        } else if (!allow(policy, action, forms, wanted, wide)) {
          lacking
              .computeIfAbsent(
                  forms.stream()
                      .map(Form::kind)
                      .distinct()
                      .filter(name -> !has(wanted, name))
                      .collect(Collectors.joining(", ")),
                  none -> new TreeSet<>())
              .add(kind.type() + " (" + action + ")");
        }
      }
    }
    lacking.forEach(
        (kinds, types) ->
            notes.add(note("aws.no-target", "kinds", kinds, "types", String.join(", ", types))));
    if (!wide.isEmpty()) {
      notes.add(note("aws.wide", "values", String.join(", ", wide)));
    }
  }

  /** False, and nothing is allowed, where it takes something that the estate lacks. */
  private static boolean allow(
      Policy policy, String action, List<Form> forms, Wanted wanted, SortedSet<String> wide) {
    if (!forms.stream().allMatch(form -> has(wanted, form.kind()))) {
      return false;
    }
    for (Form form : forms) {
      for (SortedMap<String, String> resource : wanted.estate()) {
        if (form.is(resource)) {
          Place place = new Place(resource, wanted.home());
          SortedSet<String> arns = new TreeSet<>();
          for (String arn : form.arns()) {
            place.fill(arn).forEach(filled -> arns.add("arn:" + place.partition() + ":" + filled));
            place.unsaid(arn).forEach(key -> wide.add(form.kind() + "/" + key));
          }
          policy.allow(action, arns, conditions(form.when(), place));
        }
      }
    }
    return true;
  }

  private static boolean has(Wanted wanted, String kind) {
    return wanted.estate().stream().anyMatch(resource -> kind.equals(resource.get("kind")));
  }

  private static ObjectNode conditions(JsonNode when, Place place) {
    ObjectNode conditions = NODES.objectNode();
    when.properties()
        .forEach(
            operator -> {
              ObjectNode keys = conditions.putObject(operator.getKey());
              operator
                  .getValue()
                  .properties()
                  .forEach(key -> keys.set(key.getKey(), values(key.getValue(), place)));
            });
    return conditions;
  }

  private static JsonNode values(JsonNode value, Place place) {
    List<String> filled = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(one -> filled.addAll(place.fill(one.asText())));
    } else {
      filled.addAll(place.fill(value.asText()));
    }
    return Policy.texts(filled);
  }

  /** What cannot be limited to a resource is limited to the regions that the estate is in. */
  private ObjectNode requested(String action, Wanted wanted) {
    SortedSet<String> regions = new TreeSet<>();
    List<String> named = reference.regions(action.substring(0, action.indexOf(':')));
    for (SortedMap<String, String> resource : wanted.estate()) {
      Place place = new Place(resource, wanted.home());
      if (place.region() == null && named.contains("{region}")) {
        return NODES.objectNode();
      }
      named.forEach(region -> regions.addAll(place.fill(region)));
    }
    ObjectNode condition = NODES.objectNode();
    ArrayNode values = Policy.array(regions);
    condition
        .putObject("StringEquals")
        .set("aws:RequestedRegion", values.size() == 1 ? values.get(0) : values);
    return condition;
  }

  private static Note note(String code, String... params) {
    return new Note(code, Params.of(params));
  }
}
