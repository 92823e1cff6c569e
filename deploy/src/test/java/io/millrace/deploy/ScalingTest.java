package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How pods come and go, in the overlays as Kubernetes would get them. */
@EnabledIf("io.millrace.deploy.Overlay#canBeRendered")
class ScalingTest {

  static Stream<Overlay> overlays() {
    return Overlay.all();
  }

  /** A pod more than there are partitions has nothing to do. */
  @Test
  void noServiceGrowsBeyondItsPartitions() {
    Topics topics = Topics.ofTheTable();
    List<ScaledObject> scaled = Overlay.of("autoscaled").all(ScaledObject.class).toList();

    assertThat(scaled).hasSize(3);
    for (ScaledObject each : scaled) {
      assertThat(Overlay.of("autoscaled").all(StatefulSet.class))
          .anyMatch(set -> set.getMetadata().getName().equals(each.spec().scaleTargetRef().name()));
      for (ScaledObject.Trigger trigger : each.spec().triggers()) {
        if (trigger.type().equals("kafka")) {
          assertThat(each.spec().maxReplicaCount())
              .isLessThanOrEqualTo(topics.partitions(trigger.metadata().get("topic")));
          assertThat(trigger.metadata().get("consumerGroup")).isEqualTo(each.metadata().getName());
        }
      }
    }
  }

  /** As its own user, who may read its topics and its group. */
  @Test
  void ofASecuredKafkaALagIsLookedAtWithTheServicesOwnPassword() {
    Overlay secured = Overlay.of("strimzi-autoscaled");
    Map<String, TriggerAuthentication.Spec> authentications =
        secured
            .all(TriggerAuthentication.class)
            .collect(Collectors.toMap(each -> each.metadata().getName(), each -> each.spec()));
    Map<String, String> known =
        secured
            .all(ConfigMap.class)
            .filter(map -> map.getMetadata().getName().equals("keda-kafka"))
            .findFirst()
            .orElseThrow()
            .getData();
    int triggers = 0;
    for (ScaledObject scaled : secured.all(ScaledObject.class).toList()) {
      String service = scaled.metadata().getName();
      for (ScaledObject.Trigger trigger : scaled.spec().triggers()) {
        if (trigger.type().equals("kafka")) {
          TriggerAuthentication.Spec spec = authentications.get(trigger.authenticationRef().name());
          assertThat(trigger.metadata().get("bootstrapServers"))
              .isEqualTo(
                  Workload.of(secured, service).configuration().value("kafka.bootstrap.servers"));
          assertThat(spec.configMapTargetRef()).allMatch(each -> each.name().equals("keda-kafka"));
          assertThat(
                  spec.configMapTargetRef().stream()
                      .collect(
                          Collectors.toMap(
                              TriggerAuthentication.Reference::parameter,
                              each -> known.get(each.key()))))
              .isEqualTo(Map.of("sasl", "scram_sha512", "tls", "enable", "username", service));
          assertThat(spec.secretTargetRef())
              .containsExactlyInAnyOrder(
                  new TriggerAuthentication.Reference("password", service, "password"),
                  new TriggerAuthentication.Reference("ca", "millrace-cluster-ca-cert", "ca.crt"));
          assertThat(secured.all(KafkaUser.class).map(user -> user.getMetadata().getName()))
              .contains(service);
          triggers++;
        }
      }
    }
    assertThat(triggers).isEqualTo(3);
  }

  /** In every overlay, and as docs/forecasting.md says for a takeover within 10 s. */
  @ParameterizedTest
  @MethodSource("overlays")
  void aPodOfForecastServiceIsFoundByTheOthersAndSoonMissed(Overlay overlay) {
    Workload workload = Workload.of(overlay, "forecast-service");
    ServiceConfiguration configuration = workload.configuration();
    String documented = Here.text(Here.REPOSITORY.resolve("docs/forecasting.md"));

    assertThat(workload.environment().get("MILLRACE_ADVERTISED"))
        .isEqualTo("$(POD_NAME).forecast-service-peers:" + configuration.port());
    assertThat(
            overlay
                .all(Service.class)
                .filter(each -> each.getMetadata().getName().equals("forecast-service-peers"))
                .map(each -> each.getSpec().getClusterIP()))
        .containsExactly("None");
    for (String key :
        List.of(
            "kafka-streams.num.standby.replicas",
            "kafka-streams.consumer.session.timeout.ms",
            "kafka-streams.consumer.heartbeat.interval.ms")) {
      assertThat(documented).contains("\n" + key + "=" + configuration.value(key) + "\n");
    }
  }

  @Test
  void forecastServiceKeepsItsStateAndACopy() {
    StatefulSet forecast = set("forecast-service");
    Workload workload = Workload.of(Overlay.of("cpu"), "forecast-service");

    assertThat(forecast.getSpec().getVolumeClaimTemplates()).hasSize(1);
    assertThat(workload.configuration().value("millrace.state-directory"))
        .startsWith(
            workload.container().getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals("state"))
                .findFirst()
                .orElseThrow()
                .getMountPath());
    assertThat(workload.environment())
        .containsEntry("KAFKA_STREAMS_NUM_STANDBY_REPLICAS", "1")
        .containsEntry(
            "MILLRACE_ADVERTISED", "$(POD_NAME)." + forecast.getSpec().getServiceName() + ":8083");
  }

  private static StatefulSet set(String name) {
    return Overlay.of("cpu")
        .all(StatefulSet.class)
        .filter(each -> each.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
