package dev.aceiro.web.console;

import dev.aceiro.web.problem.Problem;
import dev.aceiro.web.profile.Durations;
import dev.aceiro.web.profile.Profile;
import dev.aceiro.web.profile.Profiles;
import dev.aceiro.web.simulate.SimulationAnswer;
import dev.aceiro.web.simulate.Simulator;
import dev.aceiro.web.words.Words;
import dev.aceiro.workflows.policy.ResponsePlan;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** Trying a policy: what would fire, as a picture and as a list. Changes nothing. */
@Controller
class SimulatePage {
  private static final List<String> KINDS =
      List.of(
          "SAID", "PAGE", "NOTIFY", "ESCALATION", "EFFECT", "MISS", "REMIND", "END_OBSERVATION");

  private final ObjectProvider<Profiles> profiles;
  private final Simulator simulator;
  private final Readers readers;

  SimulatePage(ObjectProvider<Profiles> profiles, Words words, Readers readers) {
    this.profiles = profiles;
    this.simulator = new Simulator(words);
    this.readers = readers;
  }

  /**
   * The page.
   *
   * @param profile the profile's id
   * @param organisation whose policy it is
   * @param others the profiles there are
   * @param severities choices
   * @param scenarios choices
   * @param flags choices
   * @param fields what was typed, by name
   * @param said decisions with a field of their own
   * @param troubles what is wrong with what was typed
   * @param result what would fire, or null
   */
  record SimulateView(
      String profile,
      String organisation,
      List<FormView.Option> others,
      List<FormView.Option> severities,
      List<FormView.Option> scenarios,
      List<FormView.Option> flags,
      SortedMap<String, String> fields,
      List<SaidView> said,
      List<String> troubles,
      @Nullable ResultView result) {}

  /** A decision with a field for when it is said. */
  record SaidView(String name, String label, String value) {}

  /** What would fire. */
  record ResultView(
      Picture picture, List<FiringView> firings, List<String> assumptions, String count) {}

  /** One firing, for people. */
  record FiringView(
      String offset, String time, String title, String kind, String text, String source) {}

  @GetMapping("/policy/simulate")
  String simulate(
      @RequestParam(required = false) @Nullable String profile,
      @RequestParam MultiValueMap<String, String> typed,
      HttpServletRequest request,
      Model model) {
    Profile found = profile(profile);
    Reader reader = readers.of(request).in(found.plan().zone());
    ScriptForm form = new ScriptForm(typed, reader.now());
    List<String> troubles = new ArrayList<>();
    ResultView result = form.asked() ? result(found, form, reader, troubles) : null;
    model.addAttribute("simulate", view(found, form, reader, troubles, result));
    return "console/simulate";
  }

  private Profile profile(@Nullable String id) {
    return profiles.stream()
        .flatMap(all -> all.all().stream())
        .filter(one -> id == null || one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problem.notFound("NO_SUCH_PROFILE", "profile", id == null ? "" : id));
  }

  private @Nullable ResultView result(
      Profile profile, ScriptForm form, Reader reader, List<String> troubles) {
    JsonNode script = form.script();
    if (script == null) {
      troubles.add(reader.say("simulate.more.wrong"));
      return null;
    }
    Simulator.Outcome outcome = simulator.run(profile, script, reader.locale());
    SimulationAnswer answer = outcome.answer();
    if (answer == null) {
      for (var fault : outcome.faults()) {
        SortedMap<String, String> params = new TreeMap<>(fault.params());
        params.put("pointer", fault.pointer());
        troubles.add(reader.say("fault." + fault.code(), params));
      }
      return null;
    }
    return new ResultView(
        picture(script, answer, reader),
        answer.firings().stream().map(firing -> firing(firing, reader)).toList(),
        answer.assumptions().stream().map(SimulationAnswer.Assumption::text).toList(),
        reader.say("simulate.count", "n", answer.firings().size()));
  }

  private static Picture picture(JsonNode script, SimulationAnswer answer, Reader reader) {
    List<Picture.Point> points = new ArrayList<>(ScriptForm.points(script, reader));
    for (SimulationAnswer.Firing firing : answer.firings()) {
      Duration offset = Duration.parse(firing.offset());
      points.add(
          new Picture.Point(firing.kind(), offset, Reader.length(offset) + " · " + firing.text()));
    }
    points.sort(Comparator.comparing(Picture.Point::offset));
    Map<String, String> labels = new LinkedHashMap<>();
    KINDS.forEach(kind -> labels.put(kind, reader.word("lane", kind)));
    return Picture.of(points, labels, Durations.parse(script.path("until").asString()));
  }

  private static FiringView firing(SimulationAnswer.Firing firing, Reader reader) {
    Instant at = Instant.parse(firing.at());
    return new FiringView(
        Reader.length(Duration.parse(firing.offset())),
        reader.full(at),
        Reader.utc(at),
        reader.word("lane", firing.kind()),
        firing.text(),
        firing.source());
  }

  private SimulateView view(
      Profile profile,
      ScriptForm form,
      Reader reader,
      List<String> troubles,
      @Nullable ResultView result) {
    ResponsePlan plan = profile.plan();
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("until", form.text("until", "4h"));
    fields.put("startedAt", form.text("startedAt", ""));
    fields.put("before", form.text("before", ""));
    fields.put("flagAfter", form.text("flagAfter", ""));
    fields.put(ScriptForm.MORE, form.text(ScriptForm.MORE, ""));
    return new SimulateView(
        plan.profile(),
        plan.organisation(),
        profiles.stream()
            .flatMap(all -> all.all().stream())
            .map(
                one ->
                    new FormView.Option(
                        one.id(), one.plan().organisation(), one.id().equals(plan.profile())))
            .toList(),
        plan.severities().stream()
            .map(
                one ->
                    new FormView.Option(
                        one.code(),
                        one.code() + " · " + one.label(),
                        one.code().equals(form.text("severity", ""))))
            .toList(),
        plan.playbooks().stream()
            .map(
                one ->
                    new FormView.Option(
                        one.scenario(),
                        one.title(),
                        one.scenario().equals(form.text("scenario", ""))))
            .toList(),
        plan.flags().stream()
            .map(
                one ->
                    new FormView.Option(
                        one, reader.title("flag", one), one.equals(form.text("flag", ""))))
            .toList(),
        fields,
        ScriptForm.SAID.stream()
            .map(
                one ->
                    new SaidView(
                        "after-" + one,
                        reader.title("decision", one),
                        form.text("after-" + one, "")))
            .toList(),
        troubles,
        result);
  }
}
