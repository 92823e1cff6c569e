package io.millrace.forecast;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.forecast.delivery.DeliveryConsumer;
import io.millrace.forecast.delivery.DeliveryLoop;
import io.millrace.forecast.delivery.DeliveryReport;
import io.millrace.forecast.delivery.KafkaRejections;
import io.millrace.releases.topics.KafkaConnection;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Brings alerts to their receivers, each on a thread and by a consumer of its own. A receiver that
 * is away is no matter of health: only a thread that ended is.
 */
@Readiness
@ApplicationScoped
class AlertDelivery implements HealthCheck {

  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration STOPPING = Duration.ofSeconds(10);

  private final KafkaRejections rejections;
  private final Map<String, String> connection;
  private final String instance;
  private final MeterRegistry registry;
  private final List<DeliveryLoop> loops;
  private final List<Thread> threads = new ArrayList<>();

  AlertDelivery(
      ForecastSettings settings, KafkaClients clients, Config config, MeterRegistry registry) {
    this.rejections =
        new KafkaRejections(() -> clients.writer("alert-delivery-rejections"), WRITE_TIMEOUT);
    this.connection = KafkaConnection.of(config);
    this.instance = settings.instance();
    this.registry = registry;
    URI api = settings.advertised().map(address -> URI.create("http://" + address)).orElse(null);
    this.loops =
        ConfiguredReceivers.of(settings.alerts().receivers(), api).stream()
            .map(this::loop)
            .toList();
  }

  private DeliveryLoop loop(ConfiguredReceivers.Plan plan) {
    String name = plan.receiver().name();
    return DeliveryLoop.overHttp(
        plan.receiver(),
        plan.jitter(),
        () -> DeliveryConsumer.open(connection, name, instance),
        rejections,
        new DeliveryReport(registry, name, Clock.systemUTC()));
  }

  void start(@Observes StartupEvent started) {
    for (DeliveryLoop loop : loops) {
      Thread thread = new Thread(loop, "alert-delivery-" + loop.receiver());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    loops.forEach(DeliveryLoop::stop);
    for (Thread thread : threads) {
      thread.join(STOPPING.toMillis());
    }
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("alert-delivery").up();
    for (DeliveryLoop loop : loops) {
      answer.withData(loop.receiver(), loop.death().orElse("running"));
    }
    return loops.stream().allMatch(loop -> loop.death().isEmpty())
        ? answer.build()
        : answer.down().build();
  }
}
