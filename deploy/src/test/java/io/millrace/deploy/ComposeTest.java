package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compose files, each reference followed. No engine is here: they were never run. */
class ComposeTest {

  /** What whoever runs it makes first; compose.yaml says how. */
  private static final Set<String> GIVEN = Set.of("./secrets/keys.yaml", "./secrets/metrics-key");

  private final Compose compose = Compose.read("compose.yaml");
  private final Compose gpu = Compose.read("compose.gpu.yaml");

  @Test
  void everyServiceOfOursIsThereOnItsPort() {
    for (ServiceImage image : ServiceImage.ALL) {
      Compose.Service service = compose.services().get(image.name());

      assertThat(service.ports()).containsExactly("127.0.0.1:" + image.port() + ":" + image.port());
      assertThat(service.image()).isEqualTo("millrace/" + image.name() + ":" + Compose.version());
    }
  }

  @Test
  void everyServiceOfOursHasNoRights() {
    for (ServiceImage image : ServiceImage.ALL) {
      Compose.Service service = compose.services().get(image.name());

      assertThat(service.read_only()).isTrue();
      assertThat(service.user()).isEqualTo("10001:10001");
      assertThat(service.cap_drop()).containsExactly("ALL");
      assertThat(writable(service))
          .containsAll(Stream.concat(Stream.of("/tmp"), image.folders().stream()).toList());
    }
  }

  @Test
  void everyServiceOfOursTakesItsConfiguration() {
    for (ServiceImage image : ServiceImage.ALL) {
      if (ServiceConfiguration.isHere(image.name())) {
        Compose.Service service = compose.services().get(image.name());

        ServiceConfiguration configuration = configuration(image.name(), service.environment());

        assertThat(configuration.port()).isEqualTo(image.port());
        assertThat(configuration.value("kafka.bootstrap.servers")).isEqualTo("kafka:9092");
      }
    }
  }

  @Test
  void whereTracesGoIsSaidByWhoStartsIt() {
    for (String name : List.of("ingest-service", "inference-service", "forecast-service")) {
      assertThat(compose.services().get(name).environment())
          .containsEntry("QUARKUS_OTEL_SDK_DISABLED", "${OTEL_SDK_DISABLED:-true}")
          .hasEntrySatisfying(
              "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
              value -> assertThat(value).startsWith("${OTEL_EXPORTER_OTLP_ENDPOINT:-"));
    }
  }

  @Test
  void aServiceWithAGpuTakesItsConfigurationToo() {
    Map<String, String> environment =
        new TreeMap<>(compose.services().get("inference-service").environment());
    environment.putAll(gpu.services().get("inference-service").environment());

    assertThat(configuration("inference-service", environment).value("millrace.tensorflow.device"))
        .isEqualTo("gpu:0");
    assertThat(compose.services().keySet()).containsAll(gpu.services().keySet());
  }

  @Test
  void everyFileAndVolumeIsThere() {
    for (Compose.Service service : compose.services().values()) {
      for (String mount : service.volumes()) {
        String source = mount.split(":")[0];
        if (!GIVEN.contains(source)) {
          assertThat(
                  source.startsWith(".")
                      ? Files.exists(Here.DEPLOY.resolve(source))
                      : compose.volumes().containsKey(source))
              .as(mount)
              .isTrue();
        }
      }
    }
  }

  @Test
  void whatIsWaitedForIsThere() {
    assertThat(compose.services().values())
        .flatExtracting(service -> service.depends_on().keySet())
        .isSubsetOf(compose.services().keySet());
  }

  @Test
  void noTwoListenOnOnePortOfTheMachine() {
    List<String> ports =
        compose.services().values().stream().flatMap(each -> each.ports().stream()).toList();

    assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void prometheusScrapesTheServicesAndGrafanaAsksPrometheus() {
    JsonNode prometheus = yaml("prometheus/prometheus.yml");
    Set<String> targets = new TreeSet<>();
    prometheus
        .findValues("targets")
        .forEach(list -> list.forEach(each -> targets.add(each.asText())));

    assertThat(targets)
        .containsExactlyInAnyOrder(
            "ingest-service:8081", "inference-service:8082", "forecast-service:8083");
    assertThat(prometheus.findValuesAsText("job_name"))
        .allMatch(name -> compose.services().containsKey(name));
    JsonNode source = yaml("grafana/provisioning/datasources/prometheus.yaml").findValue("url");
    assertThat(source.asText()).isEqualTo("http://prometheus:9090");
    assertThat(compose.services().get("prometheus").ports()).containsExactly("127.0.0.1:9090:9090");
    String dashboards =
        yaml("grafana/provisioning/dashboards/millrace.yaml").findValue("path").asText();
    assertThat(compose.services().get("grafana").volumes())
        .anyMatch(mount -> mount.contains(":" + dashboards + ":"));
  }

  /** The names of Kafka's image: its settings in capitals, with KAFKA before them. */
  @Test
  void kafkaIsToldWhatOurOwnBrokerIs() {
    Map<String, String> kafka = compose.services().get("kafka").environment();

    assertThat(kafka)
        .containsEntry("KAFKA_LOG_MESSAGE_TIMESTAMP_AFTER_MAX_MS", "" + Long.MAX_VALUE)
        .containsEntry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
        .containsEntry("KAFKA_MESSAGE_MAX_BYTES", "" + (8 << 20));
  }

  private static ServiceConfiguration configuration(
      String service, Map<String, String> environment) {
    Map<String, Properties> files = new LinkedHashMap<>();
    for (String file : List.of(service, "kafka")) {
      files.put(file, Here.properties(Here.DEPLOY.resolve("config/" + file + ".properties")));
    }
    return ServiceConfiguration.of(service, files, environment);
  }

  private static Set<String> writable(Compose.Service service) {
    return Stream.concat(
            service.tmpfs().stream(),
            service.volumes().stream()
                .filter(mount -> !mount.endsWith(":ro"))
                .map(mount -> mount.split(":")[1]))
        .collect(Collectors.toSet());
  }

  private static JsonNode yaml(String file) {
    return StrictYaml.documents(Here.text(Here.DEPLOY.resolve(file))).get(0);
  }

  /** As far as we use it; a key that is not here fails. */
  record Compose(String name, Map<String, Service> services, Map<String, Object> volumes) {

    record Service(
        String image,
        String restart,
        String user,
        boolean read_only,
        List<String> cap_drop,
        List<String> security_opt,
        String stop_grace_period,
        String mem_limit,
        Map<String, Object> depends_on,
        List<String> ports,
        List<String> command,
        Map<String, String> environment,
        List<String> volumes,
        List<String> tmpfs,
        Map<String, Object> healthcheck,
        Map<String, Object> deploy) {

      Service {
        depends_on = Objects.requireNonNullElse(depends_on, Map.of());
        ports = Objects.requireNonNullElse(ports, List.of());
        environment = Objects.requireNonNullElse(environment, Map.of());
        volumes = Objects.requireNonNullElse(volumes, List.of());
        tmpfs = Objects.requireNonNullElse(tmpfs, List.of());
        cap_drop = Objects.requireNonNullElse(cap_drop, List.of());
      }
    }

    static Compose read(String file) {
      Path path = Here.DEPLOY.resolve(file);
      return StrictYaml.merged(Here.text(path), Compose.class);
    }

    static String version() {
      return Here.text(Here.DEPLOY.resolve("pom.xml")).split("<version>")[1].split("<")[0];
    }
  }
}
