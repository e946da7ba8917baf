package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.DistributionList;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;

/** Finds distributions of CloudFront, which is one for all regions. */
final class Distributions {
  /** Where CloudFront is. */
  static final String REGION = "us-east-1";

  /** Of a parameter that names a distribution. */
  static final String DISTRIBUTION =
      "Distribution: its id, one of its domain names, or its comment.";

  /** What such a name looks like. */
  static final String NAME = "[A-Za-z0-9_. -]{1,128}";

  private Distributions() {}

  /**
   * The distribution of that id, domain name or comment.
   *
   * @throws ActionRefusedException if there is none, or more than one
   */
  static DistributionSummary find(Aws aws, Place place, String name) {
    List<DistributionSummary> found =
        all(aws, place).stream().filter(distribution -> is(distribution, name)).toList();
    if (found.size() != 1) {
      throw new ActionRefusedException(
          "cloudfront.not-one-distribution",
          "distribution",
          name,
          "found",
          String.valueOf(found.size()));
    }
    return found.getFirst();
  }

  private static List<DistributionSummary> all(Aws aws, Place place) {
    List<DistributionSummary> all = new ArrayList<>();
    String marker = null;
    do {
      String next = marker;
      DistributionList page =
          aws.read(
                  Service.CLOUDFRONT,
                  place,
                  "cloudfront:ListDistributions",
                  cloudfront -> cloudfront.listDistributions(r -> r.marker(next)))
              .distributionList();
      all.addAll(page.items());
      marker = Boolean.TRUE.equals(page.isTruncated()) ? page.nextMarker() : null;
    } while (marker != null);
    return all;
  }

  private static boolean is(DistributionSummary distribution, String name) {
    return name.equals(distribution.id())
        || name.equals(distribution.comment())
        || name.equals(distribution.domainName())
        || (distribution.aliases() != null && distribution.aliases().items().contains(name));
  }

  /** The target as people read it. */
  static String named(String name, String id) {
    return name.equals(id) ? id : name + " (" + id + ")";
  }
}
