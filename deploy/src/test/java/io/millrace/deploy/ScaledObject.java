package io.millrace.deploy;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/**
 * As far as we use it.
 *
 * @see <a href="https://keda.sh/docs/latest/reference/scaledobject-spec/">ScaledObject</a>
 */
record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

  record Spec(
      Target scaleTargetRef,
      int minReplicaCount,
      int maxReplicaCount,
      int pollingInterval,
      int cooldownPeriod,
      Advanced advanced,
      List<Trigger> triggers) {}

  record Target(String apiVersion, String kind, String name) {}

  record Advanced(Autoscaler horizontalPodAutoscalerConfig) {}

  record Autoscaler(Behaviour behavior) {}

  record Behaviour(Direction scaleUp, Direction scaleDown) {}

  record Direction(int stabilizationWindowSeconds) {}

  record Trigger(
      String type, String metricType, Map<String, String> metadata, Reference authenticationRef) {}

  record Reference(String name) {}
}
