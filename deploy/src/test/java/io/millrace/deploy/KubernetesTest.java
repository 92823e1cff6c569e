package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every overlay as Kubernetes would get it, held against itself and against the code. */
@EnabledIf("io.millrace.deploy.Overlay#canBeRendered")
class KubernetesTest {

  /** Secrets that docs/operations.md tells how to make, and the one that Strimzi makes. */
  private static final Set<String> GIVEN =
      Set.of("ingest-keys", "console-ingest-key", "millrace-cluster-ca-cert");

  private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(30);

  static Stream<Overlay> overlays() {
    return Overlay.all();
  }

  static Stream<Workload> workloads() {
    return overlays().flatMap(Workload::in);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void anOverlayHasEveryService(Overlay overlay) {
    assertThat(Workload.in(overlay).map(Workload::name))
        .containsExactlyInAnyOrderElementsOf(
            ServiceImage.ALL.stream().map(ServiceImage::name).toList());
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void aServiceTakesItsConfiguration(Workload workload) {
    if (ServiceConfiguration.isHere(workload.name())) {
      ServiceConfiguration configuration = workload.configuration();

      assertThat(configuration.port())
          .isEqualTo(workload.container().getPorts().get(0).getContainerPort())
          .isEqualTo(image(workload).port());
      assertThat(configuration.value("quarkus.http.host")).isEqualTo("0.0.0.0");
      assertThat(configuration.value("quarkus.log.console.json.enabled")).isEqualTo("true");
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void aPodHasNoRights(Workload workload) {
    SecurityContext container = workload.container().getSecurityContext();

    assertThat(workload.template().getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(workload.template().getSpec().getSecurityContext().getRunAsUser())
        .isEqualTo(ImagePlan.USER);
    assertThat(workload.template().getSpec().getAutomountServiceAccountToken()).isFalse();
    assertThat(container.getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void aLateBrokerKillsNoPod(Workload workload) {
    Probe startup = workload.container().getStartupProbe();

    assertThat(paths(workload))
        .containsExactly("/q/health/started", "/q/health/live", "/q/health/ready");
    assertThat(startup.getPeriodSeconds() * startup.getFailureThreshold())
        .isGreaterThanOrEqualTo((int) Duration.ofMinutes(10).toSeconds());
    assertThat(probes(workload).map(probe -> probe.getHttpGet().getPort().getStrVal()))
        .allMatch(workload.container().getPorts().get(0).getName()::equals);
  }

  /** What a service may take to stop, and a transaction that it leaves to the broker. */
  @ParameterizedTest
  @MethodSource("workloads")
  void aPodMayFinishItsBatch(Workload workload) {
    if (!workload.name().equals("console")) {
      Duration stopping =
          Here.shipped(workload.name()).getProperty("quarkus.shutdown.timeout") == null
              ? LONGEST_TRANSACTION
              : seconds(workload.configuration().value("quarkus.shutdown.timeout"));

      assertThat(
              Duration.ofSeconds(workload.template().getSpec().getTerminationGracePeriodSeconds()))
          .isGreaterThan(LONGEST_TRANSACTION)
          .isGreaterThan(stopping.plusSeconds(15));
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void whatIsMountedIsThere(Workload workload) {
    for (VolumeMount mount : workload.container().getVolumeMounts()) {
      if (!workload.claims().contains(mount.getName())) {
        requireSource(workload, workload.volume(mount.getName()));
      }
    }
    Stream.concat(Stream.of("/tmp"), image(workload).folders().stream())
        .forEach(
            folder ->
                assertThat(workload.container().getVolumeMounts())
                    .as("writable folders of " + workload)
                    .anyMatch(
                        mount ->
                            mount.getMountPath().equals(folder)
                                && !Boolean.TRUE.equals(mount.getReadOnly())));
  }

  private static void requireSource(Workload workload, Volume volume) {
    if (volume.getConfigMap() != null) {
      assertThat(workload.overlay().all(ConfigMap.class).map(map -> map.getMetadata().getName()))
          .contains(volume.getConfigMap().getName());
    } else if (volume.getSecret() != null) {
      assertThat(GIVEN).contains(volume.getSecret().getSecretName());
    } else {
      assertThat(volume.getEmptyDir().getSizeLimit()).as(volume.getName()).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void aPasswordIsThatOfTheServicesOwnUser(Workload workload) {
    List<String> users =
        workload.overlay().all(KafkaUser.class).map(user -> user.getMetadata().getName()).toList();

    assertThat(workload.container().getEnv())
        .filteredOn(each -> each.getValueFrom() != null)
        .filteredOn(each -> each.getValueFrom().getSecretKeyRef() != null)
        .filteredOn(each -> !GIVEN.contains(each.getValueFrom().getSecretKeyRef().getName()))
        .allMatch(each -> each.getValueFrom().getSecretKeyRef().getName().equals(workload.name()))
        .allMatch(each -> users.contains(workload.name()));
  }

  /** As docs/operations.md tells how to make them. */
  @ParameterizedTest
  @MethodSource("workloads")
  void whereTracesGoAndWhoTheConsoleIsAreInMapsThatNeedNotBeThere(Workload workload) {
    Map<String, String> references = new TreeMap<>();
    for (EnvVar variable : workload.container().getEnv()) {
      if (variable.getValueFrom() != null && variable.getValueFrom().getConfigMapKeyRef() != null) {
        ConfigMapKeySelector reference = variable.getValueFrom().getConfigMapKeyRef();
        assertThat(reference.getOptional()).isTrue();
        assertThat(Here.text(Here.REPOSITORY.resolve("docs/operations.md")))
            .contains("create configmap " + reference.getName())
            .contains("--from-literal=" + reference.getKey() + "=");
        references.put(variable.getName(), reference.getName() + " " + reference.getKey());
      }
    }

    assertThat(references)
        .isEqualTo(
            workload.name().equals("console")
                ? Map.of("MILLRACE_CONSOLE_HOSTS", "millrace-console hosts")
                : Map.of(
                    "QUARKUS_OTEL_SDK_DISABLED",
                    "millrace-traces disabled",
                    "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                    "millrace-traces endpoint"));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void whatSelectsPodsFindsSome(Overlay overlay) {
    List<Map<String, String>> pods = Workload.in(overlay).map(Workload::labels).toList();

    assertThat(overlay.all(Service.class).map(each -> each.getSpec().getSelector()))
        .allMatch(selector -> finds(selector, pods));
    assertThat(
            overlay
                .all(PodDisruptionBudget.class)
                .map(each -> each.getSpec().getSelector().getMatchLabels()))
        .hasSize(3)
        .allMatch(selector -> finds(selector, pods));
    assertThat(
            overlay
                .all(NetworkPolicy.class)
                .map(each -> each.getSpec().getPodSelector().getMatchLabels()))
        .allMatch(selector -> finds(selector, pods));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void aServiceIsReachedOnItsPortAlone(Overlay overlay) {
    for (ServiceImage image : ServiceImage.ALL) {
      assertThat(ingress(overlay, image.name())).containsOnly(image.port());
      assertThat(
              overlay
                  .all(Service.class)
                  .filter(each -> each.getSpec().getSelector().containsValue(image.name()))
                  .flatMap(each -> each.getSpec().getPorts().stream())
                  .map(port -> port.getPort()))
          .containsOnly(image.port());
    }
  }

  private static List<Integer> ingress(Overlay overlay, String name) {
    return overlay
        .all(NetworkPolicy.class)
        .filter(each -> each.getMetadata().getName().equals(name))
        .flatMap(each -> each.getSpec().getIngress().stream())
        .flatMap(rule -> rule.getPorts().stream())
        .map(port -> port.getPort().getIntVal())
        .toList();
  }

  /** It answers to names that it knows, and a probe comes by the pod's address. */
  @ParameterizedTest
  @MethodSource("overlays")
  void theConsoleIsProbedUnderANameThatItKnows(Overlay overlay) {
    assertThat(probes(Workload.of(overlay, "console")))
        .allSatisfy(
            probe ->
                assertThat(probe.getHttpGet().getHttpHeaders())
                    .extracting(header -> header.getName() + ": " + header.getValue())
                    .containsExactly("Host: localhost"));
  }

  @Test
  void inferenceServiceHasAGpuWhereTheOverlaySaysSo() {
    Workload inference = Workload.of(Overlay.of("gpu"), "inference-service");

    assertThat(inference.container().getResources().getLimits().get("nvidia.com/gpu").getAmount())
        .isEqualTo("1");
    assertThat(inference.container().getImage()).endsWith("-gpu");
    assertThat(inference.template().getSpec().getTolerations())
        .anyMatch(each -> each.getKey().equals("nvidia.com/gpu"));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void anImageIsOneOfThisBuild(Workload workload) {
    String version = Here.text(Here.DEPLOY.resolve("pom.xml")).split("<version>")[1].split("<")[0];

    assertThat(workload.container().getImage())
        .isIn(
            "millrace/" + workload.name() + ":" + version,
            "millrace/" + workload.name() + ":" + version + "-gpu");
  }

  private static ServiceImage image(Workload workload) {
    return ServiceImage.ALL.stream()
        .filter(each -> each.name().equals(workload.name()))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Probe> probes(Workload workload) {
    return Stream.of(
        workload.container().getStartupProbe(),
        workload.container().getLivenessProbe(),
        workload.container().getReadinessProbe());
  }

  private static Stream<String> paths(Workload workload) {
    return probes(workload).map(probe -> probe.getHttpGet().getPath());
  }

  private static boolean finds(Map<String, String> selector, List<Map<String, String>> pods) {
    return pods.stream().anyMatch(labels -> labels.entrySet().containsAll(selector.entrySet()));
  }

  private static Duration seconds(String value) {
    return Duration.parse("PT" + value);
  }
}
