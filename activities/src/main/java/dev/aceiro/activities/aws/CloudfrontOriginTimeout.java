package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import dev.aceiro.activities.containment.ActionType;
import dev.aceiro.activities.containment.Call;
import dev.aceiro.activities.containment.Doc;
import dev.aceiro.activities.containment.Progress;
import dev.aceiro.activities.containment.Settings;
import dev.aceiro.workflows.containment.Risk;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.GetDistributionConfigResponse;
import software.amazon.awssdk.services.cloudfront.model.Origin;

/**
 * Sets for how long CloudFront waits for an origin's answer. The call replaces the distribution's
 * whole configuration, and only the one that was read: it carries its entity tag.
 */
@Component
final class CloudfrontOriginTimeout extends AwsSettingHandler<CloudfrontOriginTimeout.Target> {
  private static final String SECONDS = "seconds";
  private static final String ID = "distribution";
  private static final String ORIGIN = "origin";
  private static final String ETAG = "etag";
  private static final String STATUS = "status";

  /** Which origin of which distribution, and how long. */
  record Target(
      @Doc(
              value = Distributions.DISTRIBUTION,
              example = "E1A2B3C4D5E6F7",
              pattern = Distributions.NAME,
              estate = "cloudfront-distribution.id|name")
          String distribution,
      @Doc(value = "Id of the origin; absent where the distribution has only one.", example = "api")
          @Nullable String origin,
      @Doc(value = "Seconds, from 1 to 120.", example = "60", pattern = "[1-9]\\d?|1[01]\\d|120")
          Integer seconds,
      @Doc(value = Place.ACCOUNT, example = "123456789012", pattern = Place.ACCOUNT_FORM)
          @Nullable String account)
      implements Located {
    @Override
    public String region() {
      return Distributions.REGION;
    }
  }

  CloudfrontOriginTimeout(Aws aws) {
    super(
        aws,
        new ActionType<>(
            "cloudfront.origin-timeout",
            Target.class,
            Risk.REVERSIBLE,
            List.of(
                "cloudfront:ListDistributions",
                "cloudfront:GetDistributionConfig",
                "cloudfront:UpdateDistribution"),
            List.of("002 §4.2.2")));
  }

  @Override
  protected Settings find(Target target) {
    DistributionSummary summary = Distributions.find(aws(), place(target), target.distribution());
    GetDistributionConfigResponse now = config(target, summary.id());
    Origin origin = origin(target, now.distributionConfig());
    return Settings.of(
            origin.id() + " of " + Distributions.named(target.distribution(), summary.id()))
        .value(SECONDS, origin.customOriginConfig().originReadTimeout())
        .identity(ID, summary.id())
        .identity(ORIGIN, origin.id())
        .identity(ETAG, now.eTag())
        .fact(STATUS, summary.status())
        .raw(Trees.of(now.distributionConfig()))
        .build();
  }

  private GetDistributionConfigResponse config(Target target, String id) {
    return read(
        Service.CLOUDFRONT,
        target,
        "cloudfront:GetDistributionConfig",
        cloudfront -> cloudfront.getDistributionConfig(r -> r.id(id)));
  }

  private static Origin origin(Target target, DistributionConfig config) {
    String name = target.origin();
    List<Origin> origins =
        config.origins().items().stream()
            .filter(origin -> name == null || name.equals(origin.id()))
            .toList();
    String all = Settings.list(config.origins().items().stream().map(Origin::id).toList());
    if (origins.size() != 1) {
      throw new ActionRefusedException("cloudfront.not-one-origin", ORIGIN, name, "origins", all);
    }
    Origin origin = origins.getFirst();
    if (origin.customOriginConfig() == null) {
      throw new ActionRefusedException("cloudfront.origin-is-a-bucket", ORIGIN, origin.id());
    }
    return origin;
  }

  @Override
  protected SortedMap<String, String> wanted(Target target, SortedMap<String, String> found) {
    return Settings.values(SECONDS, target.seconds());
  }

  @Override
  protected void set(Target target, SortedMap<String, String> values, Settings now, Call call) {
    String id = now.identity().getOrDefault(ID, "");
    String origin = now.identity().getOrDefault(ORIGIN, "");
    DistributionConfig config = config(target, id).distributionConfig();
    Integer seconds = values.containsKey(SECONDS) ? Integer.valueOf(values.get(SECONDS)) : null;
    List<Origin> origins =
        config.origins().items().stream()
            .map(
                one ->
                    origin.equals(one.id())
                        ? one.toBuilder()
                            .customOriginConfig(
                                one.customOriginConfig().toBuilder()
                                    .originReadTimeout(seconds)
                                    .build())
                            .build()
                        : one)
            .toList();
    write(
        Service.CLOUDFRONT,
        target,
        "cloudfront:UpdateDistribution",
        cloudfront ->
            cloudfront.updateDistribution(
                r ->
                    r.id(id)
                        .ifMatch(now.identity().get(ETAG))
                        .distributionConfig(
                            config.toBuilder()
                                .origins(o -> o.items(origins).quantity(origins.size()))
                                .build())));
  }

  @Override
  protected Progress progress(Target target, Settings now, SortedMap<String, String> wanted) {
    return "Deployed".equals(now.facts().get(STATUS))
        ? Progress.done(true, "cloudfront.deployed", ID, target.distribution())
        : Progress.running("cloudfront.deploying", ID, target.distribution());
  }

  @Override
  protected String named(Target target) {
    return target.origin() == null
        ? target.distribution()
        : target.origin() + " of " + target.distribution();
  }

  @Override
  protected String call(Target target, SortedMap<String, String> values) {
    return "cloudfront:UpdateDistribution {\"distribution\":\"%s\",\"origin\":\"%s\",\"OriginReadTimeout\":%s}"
        .formatted(
            target.distribution(),
            target.origin() == null ? "(the only one)" : target.origin(),
            values.get(SECONDS));
  }
}
