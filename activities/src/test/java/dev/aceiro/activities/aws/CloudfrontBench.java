package dev.aceiro.activities.aws;

import dev.aceiro.activities.RecordingProxy;
import dev.aceiro.activities.containment.ActionHandler;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.OriginProtocolPolicy;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

/** A distribution with one origin. */
abstract class CloudfrontBench extends AwsBench {
  final CloudFrontClient cloudfront = witness(Service.CLOUDFRONT);
  final String id;

  CloudfrontBench(Function<Aws, ActionHandler<?>> made) {
    super(made);
    id =
        cloudfront
            .createDistribution(
                r ->
                    r.distributionConfig(
                        config ->
                            config
                                .callerReference(name)
                                .comment(name)
                                .enabled(true)
                                .defaultCacheBehavior(
                                    behavior ->
                                        behavior
                                            .targetOriginId("api")
                                            .viewerProtocolPolicy(ViewerProtocolPolicy.ALLOW_ALL))
                                .origins(
                                    origins ->
                                        origins
                                            .quantity(1)
                                            .items(
                                                origin ->
                                                    origin
                                                        .id("api")
                                                        .domainName("api.example.com")
                                                        .customOriginConfig(
                                                            custom ->
                                                                custom
                                                                    .httpPort(80)
                                                                    .httpsPort(443)
                                                                    .originReadTimeout(30)
                                                                    .originKeepaliveTimeout(5)
                                                                    .originProtocolPolicy(
                                                                        OriginProtocolPolicy
                                                                            .HTTPS_ONLY))))))
            .distribution()
            .id();
  }

  @Override
  public RecordingProxy.Answer throttled() {
    return error("Throttling");
  }

  @Override
  RecordingProxy.Answer error(String code) {
    return xmlError(code);
  }
}
