package dev.aceiro.activities.railway;

import java.util.List;

/** Every document that is ever sent. */
final class Documents {
  static final String TOKEN = "query { projectToken { projectId environmentId } }";

  static final String PROJECT =
      """
      query ($id: String!) {
        project(id: $id) {
          id
          name
          environments { edges { node { id name } } }
          services { edges { node { id name } } }
        }
      }""";

  static final String DEPLOYMENTS =
      """
      query ($input: DeploymentListInput!, $first: Int, $service: String!, $environment: String!) {
        serviceInstance(serviceId: $service, environmentId: $environment) {
          activeDeployments { id }
        }
        deployments(input: $input, first: $first) {
          edges { node { id status createdAt statusUpdatedAt canRollback meta } }
        }
      }""";

  static final String VARIABLES =
      """
      query ($project: String!, $environment: String!, $service: String!) {
        variables(
          projectId: $project, environmentId: $environment, serviceId: $service, unrendered: true)
      }""";

  static final String AUTO_DEPLOYS =
      """
      query ($project: String!, $environment: String!, $service: String!) {
        serviceInstanceAutoDeployStatus(
          projectId: $project, environmentId: $environment, serviceId: $service) {
          enabled
          canEnable
          reason
        }
      }""";

  static final String VOLUMES =
      """
      query ($environment: String!) {
        environment(id: $environment) {
          volumeInstances {
            edges { node { id serviceId sizeMB currentSizeMB mountPath volume { id name } } }
          }
        }
      }""";

  static final String BACKUPS =
      """
      query ($volume: String!) {
        volumeInstanceBackupList(volumeInstanceId: $volume) { id name createdAt usedMB }
      }""";

  static final String ROLLBACK = "mutation ($id: String!) { deploymentRollback(id: $id) }";

  static final String RESTART = "mutation ($id: String!) { deploymentRestart(id: $id) }";

  static final String DEPLOY =
      """
      mutation ($service: String!, $environment: String!, $commit: String!) {
        serviceInstanceDeployV2(
          serviceId: $service, environmentId: $environment, commitSha: $commit)
      }""";

  static final String SET_VARIABLES =
      """
      mutation ($input: VariableCollectionUpsertInput!) { variableCollectionUpsert(input: $input) }""";

  static final String DELETE_VARIABLE =
      "mutation ($input: VariableDeleteInput!) { variableDelete(input: $input) }";

  static final String SET_AUTO_DEPLOYS =
      """
      mutation ($input: ServiceInstanceAutoDeployUpdateInput!) {
        serviceInstanceAutoDeployUpdate(input: $input) { enabled }
      }""";

  static final String BACKUP =
      """
      mutation ($volume: String!, $name: String!) {
        volumeInstanceBackupCreate(volumeInstanceId: $volume, name: $name) { workflowId }
      }""";

  /** All of them. */
  static final List<String> ALL =
      List.of(
          TOKEN,
          PROJECT,
          DEPLOYMENTS,
          VARIABLES,
          AUTO_DEPLOYS,
          VOLUMES,
          BACKUPS,
          ROLLBACK,
          RESTART,
          DEPLOY,
          SET_VARIABLES,
          DELETE_VARIABLE,
          SET_AUTO_DEPLOYS,
          BACKUP);

  private Documents() {}
}
