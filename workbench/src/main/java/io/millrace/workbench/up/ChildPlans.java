package io.millrace.workbench.up;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How broker and services are started: the same artifacts as anywhere, told where they are. */
final class ChildPlans {

  static final String BROKER = "broker";

  private static final int BROKER_HEAP = 320; // MiB
  private static final int INGEST_HEAP = 192;
  private static final int INFERENCE_HEAP = 384;
  private static final int FORECAST_HEAP = 384;
  private static final int CONSOLE_HEAP = 80;

  /** Small, so that the first inferences are not held up by all the lines of a start. */
  private static final int BATCH_RECORDS = 64;

  /**
   * How long the broker lets events gather before ingest-service publishes them: with a transaction
   * for each, it would be busier than all services together.
   */
  private static final Duration GATHERING = Duration.ofMillis(150);

  private static final int GATHERED = 1 << 16; // bytes that need not wait

  private static final String LOG_LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p [%c] (%t) %s%e%n";

  private final UpSettings settings;
  private final Layout layout;
  private final Optional<Recording> recording;
  private final ClassArchives archives;

  ChildPlans(UpSettings settings, Optional<Recording> recording, ClassArchives archives) {
    this.settings = settings;
    this.layout = settings.layout();
    this.recording = recording;
    this.archives = archives;
  }

  ChildPlan broker() {
    List<String> jars = ClassPath.ofBroker(layout.repository());
    return plan(
        BROKER,
        java(BROKER_HEAP)
            .quicklyCompiled()
            .options(archives.options(BROKER, jars))
            .running(
                "io.millrace.broker.BrokerMain",
                jars,
                List.of(
                    layout.kafka().toString(),
                    Loopback.HOST,
                    Integer.toString(settings.ports().broker()),
                    Integer.toString(settings.ports().controller()))));
  }

  ChildPlan ingest() {
    JavaCommand java =
        service(INGEST_HEAP, settings.ports().ingest())
            .property("millrace.sources.host.enabled", settings.has(Source.HOST))
            .property("millrace.sources.frames.enabled", settings.has(Source.FRAMES))
            .property("millrace.sources.logs.enabled", settings.has(Source.TEXT))
            .property("millrace.sources.logs.directory", layout.logs())
            .property("millrace.sources.recorded.enabled", replays())
            .property("kafka.fetch.min.bytes", GATHERED)
            .property("kafka.fetch.max.wait.ms", GATHERING.toMillis());
    recording.ifPresent(recorded -> replay(java, recorded));
    return quarkus("ingest-service", java);
  }

  ChildPlan inference() {
    return quarkus(
        "inference-service",
        models(INFERENCE_HEAP, settings.ports().inference())
            // What is trained or released beside the models on board answers as well.
            .property("millrace.text.model", "*")
            .property("millrace.sensor.model", "*")
            .property("millrace.batch.records", BATCH_RECORDS));
  }

  ChildPlan forecast() {
    return quarkus(
        "forecast-service",
        models(FORECAST_HEAP, settings.ports().forecast())
            .property("millrace.state-directory", layout.state()));
  }

  /** Whoever may read the key in the data folder may act with it. */
  ChildPlan console() {
    return quarkus(
        "console",
        service(CONSOLE_HEAP, settings.ports().console())
            .property("millrace.console.ingest", Loopback.http(settings.ports().ingest()))
            .property("millrace.console.inference", Loopback.http(settings.ports().inference()))
            .property("millrace.console.forecast", Loopback.http(settings.ports().forecast()))
            .property("millrace.console.operator-key-file", OperatorKey.in(layout.operatorKey())));
  }

  private boolean replays() {
    return settings.has(Source.RECORDED) && recording.isPresent();
  }

  private void replay(JavaCommand java, Recording recorded) {
    java.property("millrace.sources.recorded.file", recorded.file())
        .property("millrace.sources.recorded.from-row", recorded.fromRow())
        .property(
            "millrace.sources.recorded.position-file", layout.positions().resolve("host-recorded"));
  }

  private JavaCommand models(int heap, int port) {
    return service(heap, port)
        .property(
            "millrace.models.directories",
            layout.models().stream().map(Path::toString).collect(Collectors.joining(",")));
  }

  private JavaCommand service(int heap, int port) {
    return java(heap)
        .property("kafka.bootstrap.servers", settings.ports().bootstrapServers())
        .property("quarkus.http.host", Loopback.HOST)
        .property("quarkus.http.port", port)
        .property("quarkus.log.console.format", LOG_LINE)
        // Each question whether a service is ready yet would be a line of its log.
        .property("quarkus.log.category.\"io.smallrye.health\".level", "WARN")
        // Each Kafka client would print its whole configuration over a hundred lines.
        .property("quarkus.log.category.\"org.apache.kafka.common.config\".level", "WARN")
        .property("java.util.logging.manager", "org.jboss.logmanager.LogManager")
        .properties(ServiceRuntime.nativeLibraries(layout.repository()));
  }

  private JavaCommand java(int heap) {
    return new JavaCommand(heap, layout.temporary());
  }

  private ChildPlan quarkus(String name, JavaCommand java) {
    return plan(name, java.runningService(layout.repository(), name, archives));
  }

  private ChildPlan plan(String name, List<String> command) {
    return new ChildPlan(
        name, command, ServiceRuntime.ENVIRONMENT, layout.log(name), layout.data());
  }
}
