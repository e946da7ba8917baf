package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Before;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Effect;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Receipt;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.Invalidation;
import software.amazon.awssdk.services.cloudfront.model.InvalidationSummary;

/**
 * Lets CloudFront forget what it has cached of some paths. The caller's reference is the call's
 * token, so that an invalidation says whose it is.
 */
@Component
final class CloudfrontInvalidate extends AwsOneShot<CloudfrontInvalidate.Target> {
  /** By how much AWS's clock may differ from PostgreSQL's. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  private static final String DISTRIBUTION = "distribution";
  private static final String INVALIDATION = "invalidation";
  private static final String LAST = "lastInvalidation";

  /** Which paths of which distribution. */
  record Target(
      @Doc(
              value = Distributions.DISTRIBUTION,
              example = "E1A2B3C4D5E6F7",
              pattern = Distributions.NAME,
              estate = "cloudfront-distribution.id|name")
          String distribution,
      @Doc(
              value = "Paths, each from the slash on; an asterisk at the end stands for anything.",
              example = "/index.html, /assets/*",
              pattern = "/[^,\\s]*(\\s*,\\s*/[^,\\s]*)*")
          List<String> paths,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {
    @Override
    public String region() {
      return Distributions.REGION;
    }

    boolean everything() {
      return paths.contains("/*");
    }
  }

  CloudfrontInvalidate(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "cloudfront.invalidate",
            Target.class,
            Risk.SAFE,
            List.of(
                "cloudfront:ListDistributions",
                "cloudfront:ListInvalidations",
                "cloudfront:GetInvalidation",
                "cloudfront:CreateInvalidation"),
            List.of("002 §1.1", "002 §4.2.2")));
  }

  /** One more of the same paths forgets nothing else. */
  @Override
  public boolean harmlessToRepeat() {
    return true;
  }

  @Override
  public Before capture(Target target) {
    DistributionSummary found = Distributions.find(aws(), place(target), target.distribution());
    Before.Builder before =
        Before.of(
                Distributions.named(target.distribution(), found.id()),
                call(found.id(), target),
                risk(target))
            .byHand(byHand(found.id(), target))
            .relevant(DISTRIBUTION, found.id())
            .relevant(
                LAST,
                invalidations(target, found.id()).stream()
                    .findFirst()
                    .map(InvalidationSummary::id)
                    .orElse(null))
            .fact("status", found.status())
            .changes("cache of " + Settings.list(target.paths()), "kept", "forgotten")
            .raw(Trees.of(found));
    return warned(before, target).build();
  }

  @Override
  public Before imagine(Target target) {
    Before.Builder before =
        Before.of(target.distribution(), call(target.distribution(), target), risk(target))
            .byHand(byHand(target.distribution(), target))
            .changes("cache of " + Settings.list(target.paths()), "kept", "forgotten");
    return warned(before, target).build();
  }

  /** While the origin is sick the cache is what still serves people. */
  private Risk risk(Target target) {
    return target.everything() ? Risk.DISRUPTIVE : risk();
  }

  private static Before.Builder warned(Before.Builder before, Target target) {
    return target.everything() ? before.fact("warning.whole-cache", "/*") : before;
  }

  private static String call(String id, Target target) {
    return "cloudfront:CreateInvalidation {\"DistributionId\":\"%s\",\"Paths\":\"%s\"}"
        .formatted(id, Settings.list(target.paths()));
  }

  private static String byHand(String id, Target target) {
    return "aws cloudfront create-invalidation --distribution-id %s --paths '%s'"
        .formatted(id, String.join("' '", target.paths()));
  }

  @Override
  public Receipt apply(Target target, Before before, Call call) {
    Invalidation made =
        aws()
            .write(
                Service.CLOUDFRONT,
                place(target),
                "cloudfront:CreateInvalidation",
                cloudfront ->
                    cloudfront.createInvalidation(
                        r ->
                            r.distributionId(before.relevant().get(DISTRIBUTION))
                                .invalidationBatch(
                                    batch ->
                                        batch
                                            .callerReference(call.token())
                                            .paths(
                                                paths ->
                                                    paths
                                                        .items(target.paths())
                                                        .quantity(target.paths().size())))))
            .invalidation();
    return Receipt.accepted(INVALIDATION, made.id());
  }

  @Override
  public Effect effect(Target target, Before before, Call call) {
    Invalidation ours = ours(target, before, call);
    return ours == null ? Effect.absent() : Effect.ours(INVALIDATION, ours.id());
  }

  @Override
  public Progress verify(Target target, Before before, Call call) {
    Invalidation ours = ours(target, before, call);
    if (ours == null) {
      return Progress.running("cloudfront.invalidating", INVALIDATION, "?");
    }
    return "completed".equalsIgnoreCase(ours.status())
        ? Progress.done(false, "cloudfront.invalidated", INVALIDATION, ours.id())
        : Progress.running("cloudfront.invalidating", INVALIDATION, ours.id());
  }

  /** The one with our reference; only those since the call are asked for it. */
  private @Nullable Invalidation ours(Target target, Before before, Call call) {
    String distribution = before.relevant().getOrDefault(DISTRIBUTION, "");
    return invalidations(target, distribution).stream()
        .filter(one -> !one.createTime().isBefore(call.claimedAt().minus(SKEW)))
        .map(
            one ->
                aws()
                    .read(
                        Service.CLOUDFRONT,
                        place(target),
                        "cloudfront:GetInvalidation",
                        cloudfront ->
                            cloudfront.getInvalidation(
                                r -> r.distributionId(distribution).id(one.id())))
                    .invalidation())
        .filter(one -> call.token().equals(one.invalidationBatch().callerReference()))
        .findFirst()
        .orElse(null);
  }

  /** The latest hundred, the newest first. */
  private List<InvalidationSummary> invalidations(Target target, String distribution) {
    return aws()
        .read(
            Service.CLOUDFRONT,
            place(target),
            "cloudfront:ListInvalidations",
            cloudfront ->
                cloudfront.listInvalidations(r -> r.distributionId(distribution).maxItems("100")))
        .invalidationList()
        .items()
        .stream()
        .sorted(java.util.Comparator.comparing(InvalidationSummary::createTime).reversed())
        .toList();
  }
}
