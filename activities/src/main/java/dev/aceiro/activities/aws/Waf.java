package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.wafv2.model.GetIpSetResponse;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.IPSetSummary;
import software.amazon.awssdk.services.wafv2.model.ListIpSetsResponse;
import software.amazon.awssdk.services.wafv2.model.ListWebAcLsResponse;
import software.amazon.awssdk.services.wafv2.model.WebACLSummary;

/** Reads web ACLs and IP sets of WAF, which lists by name and answers by id. */
final class Waf {
  /** Of a parameter that says what WAF stands before. */
  static final String SCOPE =
      "What it stands before: CLOUDFRONT, or REGIONAL for balancers and APIs; absent for CLOUDFRONT.";

  /** What a name looks like. */
  static final String NAME = "[A-Za-z0-9_-]{1,128}";

  /** What WAF stands before. */
  enum Scope {
    /** Distributions; its web ACLs are in one region. */
    CLOUDFRONT,
    /** What a region has. */
    REGIONAL
  }

  private Waf() {}

  static Scope scope(@Nullable Scope given) {
    return given == null ? Scope.CLOUDFRONT : given;
  }

  /** Where it is asked for: CloudFront's are in one region. */
  static @Nullable String region(@Nullable Scope given, @Nullable String region) {
    return scope(given) == Scope.CLOUDFRONT ? Distributions.REGION : region;
  }

  /** As an option of the command line. */
  static String option(@Nullable Scope given) {
    return " --scope " + scope(given);
  }

  /**
   * The web ACL of that name, with the token that an update of it must carry.
   *
   * @throws ActionRefusedException if there is none
   */
  static GetWebAclResponse acl(Aws aws, Place place, Scope scope, String name) {
    return acl(
        aws,
        place,
        scope,
        acls(aws, place, scope).stream()
            .filter(acl -> name.equals(acl.name()))
            .findFirst()
            .orElseThrow(() -> new ActionRefusedException("waf.no-web-acl", "webAcl", name)));
  }

  static GetWebAclResponse acl(Aws aws, Place place, Scope scope, WebACLSummary found) {
    return aws.read(
        Service.WAF,
        place,
        "wafv2:GetWebACL",
        waf -> waf.getWebACL(r -> r.name(found.name()).id(found.id()).scope(scope.name())));
  }

  static List<WebACLSummary> acls(Aws aws, Place place, Scope scope) {
    List<WebACLSummary> all = new ArrayList<>();
    String marker = null;
    do {
      String next = marker;
      ListWebAcLsResponse page =
          aws.read(
              Service.WAF,
              place,
              "wafv2:ListWebACLs",
              waf -> waf.listWebACLs(r -> r.scope(scope.name()).nextMarker(next)));
      all.addAll(page.webACLs());
      marker = page.webACLs().isEmpty() ? null : page.nextMarker();
    } while (marker != null);
    return all;
  }

  /**
   * The IP set of that name, with the token that an update of it must carry.
   *
   * @throws ActionRefusedException if there is none
   */
  static GetIpSetResponse ipSet(Aws aws, Place place, Scope scope, String name) {
    String marker = null;
    do {
      String next = marker;
      ListIpSetsResponse page =
          aws.read(
              Service.WAF,
              place,
              "wafv2:ListIPSets",
              waf -> waf.listIPSets(r -> r.scope(scope.name()).nextMarker(next)));
      for (IPSetSummary set : page.ipSets()) {
        if (name.equals(set.name())) {
          return aws.read(
              Service.WAF,
              place,
              "wafv2:GetIPSet",
              waf -> waf.getIPSet(r -> r.name(name).id(set.id()).scope(scope.name())));
        }
      }
      marker = page.ipSets().isEmpty() ? null : page.nextMarker();
    } while (marker != null);
    throw new ActionRefusedException("waf.no-ip-set", "ipSet", name);
  }

  /** The target as people read it. */
  static String named(String name, @Nullable Scope scope, Place place) {
    return scope(scope) == Scope.CLOUDFRONT
        ? name + " (CloudFront" + (place.account() == null ? ")" : ", " + place.account() + ")")
        : name + " (" + Objects.requireNonNull(place) + ")";
  }
}
