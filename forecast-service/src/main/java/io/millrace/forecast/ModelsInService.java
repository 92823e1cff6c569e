package io.millrace.forecast;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.events.Topics;
import io.millrace.forecast.models.ForecastModels;
import io.millrace.forecast.models.ModelDirectories;
import io.millrace.forecast.models.NetworkLoader;
import io.millrace.releases.FollowerThread;
import io.millrace.releases.MemoryLimit;
import io.millrace.releases.ModelMetrics;
import io.millrace.releases.ReleaseHandler;
import io.millrace.releases.Workshop;
import io.millrace.releases.topics.Backoff;
import io.millrace.releases.topics.KafkaConnection;
import io.millrace.releases.topics.Progress;
import io.millrace.releases.topics.TopicFollower;
import io.millrace.releases.topics.TopicReader;
import io.millrace.serving.NativeLedger;
import io.millrace.serving.TensorFlowKeys;
import io.millrace.serving.life.Trial;
import io.millrace.serving.store.BundleFetcher;
import io.millrace.serving.store.BundleStores;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** The models of the directories first, then what is released: from start to stop. */
@ApplicationScoped
class ModelsInService {

  private static final Logger LOG = Logger.getLogger("io.millrace.forecast");

  /** For a model that is being loaded, and for those that are being closed. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration FIRST_DELAY = Duration.ofMillis(100);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

  /** After the stream, which has the models in hand. */
  private static final int LATE = Interceptor.Priority.LIBRARY_AFTER;

  private final ForecastSettings settings;
  private final ModelMetrics metrics;
  private final ExecutorService closer =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "close-models"));
  private final ForecastModels models;
  private final FollowerThread following;

  @Inject
  ModelsInService(ForecastSettings settings, Config configuration, MeterRegistry registry) {
    this.settings = settings;
    this.metrics = new ModelMetrics(registry, NativeLedger.ofThisProcess());
    this.models = models(settings);
    this.following = new FollowerThread(follower(KafkaConnection.of(configuration)));
  }

  private ForecastModels models(ForecastSettings settings) {
    TensorFlowKeys.tellThisProcess(settings.tensorflow());
    settings
        .s3()
        .endpoint()
        .ifPresent(endpoint -> System.setProperty(BundleStores.S3_ENDPOINT, endpoint));
    BundleFetcher fetcher = new BundleFetcher(BundleStores.standard());
    Path cache = settings.models().cache();
    return new ForecastModels(
        new ModelDirectories(settings.models().directories().orElse(List.of())),
        new NetworkLoader(settings.forecast().batchShapes()),
        workshop(settings),
        release -> fetcher.fetch(release, cache),
        cache,
        settings.instance(),
        LOG);
  }

  private Workshop workshop(ForecastSettings settings) {
    return new Workshop(
        new Trial(settings.models().slowestFactor()),
        new MemoryLimit(
            settings.memory().nativeLimit().map(MemorySize::asLongValue),
            NativeLedger.ofThisProcess()::liveBytes),
        closer,
        Clock.systemUTC(),
        metrics);
  }

  private TopicFollower follower(Map<String, String> connection) {
    return new TopicFollower(
        Topics.MODEL_RELEASES,
        () -> TopicReader.open(connection, "model-releases-forecast-" + settings.instance()),
        new ReleaseHandler(models),
        new Backoff(FIRST_DELAY, LONGEST_DELAY),
        LOG);
  }

  @Produces
  @Singleton
  ForecastModels models() {
    return models;
  }

  /**
   * Call once, before the stream: loads what the directories have, and begins to follow releases.
   *
   * @return how far releases are followed
   */
  Progress start() {
    models.rescan();
    metrics.watch(models.models());
    following.start();
    return following.progress();
  }

  /** The error after which releases are followed no more; empty if there was none. */
  Optional<String> deathOfReleases() {
    return following.death();
  }

  void stop(@Observes @Priority(LATE) ShutdownEvent stopping) throws InterruptedException {
    boolean ended = following.stop(STOP_TIMEOUT);
    models.close();
    closer.shutdown();
    if (!closer.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS) || !ended) {
      LOG.warn("Stopping while a model is still loaded or closed");
    }
  }
}
