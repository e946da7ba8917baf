package dev.aceiro.activities.aws;

import dev.aceiro.activities.containment.ActionHandler;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;

/** A cluster with a service of three revisions, the last one in use. */
abstract class EcsWorld extends AwsBench {
  static final String SECRET = "planted-s3cr3t-71ab";

  final EcsClient ecs = witness(Service.ECS);
  final Ec2Client ec2 = witness(new Service<>(Ec2Client.class, Ec2Client::builder));
  final Subnet subnet = ec2.describeSubnets().subnets().getFirst();
  final String group = group("first");

  EcsWorld(Function<Aws, ActionHandler<?>> made) {
    super(made);
    ecs.createCluster(r -> r.clusterName(name));
    for (int revision = 1; revision <= 3; revision++) {
      String image = "api:" + revision;
      ecs.registerTaskDefinition(
          r ->
              r.family(name)
                  .cpu("256")
                  .memory("512")
                  .containerDefinitions(
                      c ->
                          c.name("api")
                              .image(image)
                              .cpu(128)
                              .memory(256)
                              .environment(
                                  KeyValuePair.builder().name("LEVEL").value(SECRET).build())));
    }
    ecs.createService(
        r ->
            r.cluster(name)
                .serviceName("api")
                .taskDefinition(arn(3))
                .desiredCount(2)
                .networkConfiguration(
                    n ->
                        n.awsvpcConfiguration(
                            v -> v.subnets(subnet.subnetId()).securityGroups(group))));
  }

  software.amazon.awssdk.services.ecs.model.Service service() {
    return ecs.describeServices(r -> r.cluster(name).services("api")).services().getFirst();
  }

  /** A new security group. */
  final String group(String purpose) {
    return ec2.createSecurityGroup(
            r -> r.groupName(name + purpose).description(purpose).vpcId(subnet.vpcId()))
        .groupId();
  }

  /** The ARN of a revision. */
  String arn(int revision) {
    return ecs.describeTaskDefinition(r -> r.taskDefinition(name + ":" + revision))
        .taskDefinition()
        .taskDefinitionArn();
  }

  /** The number after the last colon. */
  String revision() {
    String arn = service().taskDefinition();
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  void use(String definition) {
    ecs.updateService(r -> r.cluster(name).service("api").taskDefinition(definition));
  }
}
