package io.millrace.inference;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.events.Topics;
import io.millrace.inference.batch.BatchPolicy;
import io.millrace.inference.batch.EventKind;
import io.millrace.inference.batch.Frames;
import io.millrace.inference.batch.HandledBatch;
import io.millrace.inference.batch.Texts;
import io.millrace.inference.loop.KafkaClientFactory;
import io.millrace.inference.loop.LoopListener;
import io.millrace.inference.loop.LoopSettings;
import io.millrace.inference.loop.TransactionalLoop;
import io.millrace.inference.loop.Turns;
import io.millrace.inference.models.KindShelf;
import io.millrace.inference.telemetry.AllListeners;
import io.millrace.inference.telemetry.BatchMetrics;
import io.millrace.inference.telemetry.BatchTracing;
import io.millrace.inference.telemetry.RecordSpans;
import io.millrace.inference.telemetry.ShadowMetrics;
import io.millrace.releases.FollowerThread;
import io.millrace.releases.LoadGuard;
import io.millrace.releases.MemoryLimit;
import io.millrace.releases.ModelMetrics;
import io.millrace.releases.ModelShelf;
import io.millrace.releases.ReleaseDesk;
import io.millrace.releases.ReleaseHandler;
import io.millrace.releases.Shelf;
import io.millrace.releases.Workshop;
import io.millrace.releases.topics.KafkaConnection;
import io.millrace.releases.topics.Progress;
import io.millrace.releases.topics.StopSignal;
import io.millrace.releases.topics.TopicFollower;
import io.millrace.releases.topics.TopicReader;
import io.millrace.serving.Devices;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.NativeLedger;
import io.millrace.serving.TensorFlowKeys;
import io.millrace.serving.life.Trial;
import io.millrace.serving.store.BundleFetcher;
import io.millrace.serving.store.BundleStores;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the service: the models of the directories first, then what is released, then a
 * loop for each channel of each topic that has a model.
 */
@ApplicationScoped
public class InferenceService {

  private static final Logger LOG = Logger.getLogger("io.millrace.inference");
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  /** For a model that is being loaded, and for those that are being closed. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final InferenceSettings settings;
  private final Map<String, String> connection;
  private final MeterRegistry registry;
  private final Tracer tracer;
  private final ModelMetrics modelMetrics;
  private final ShadowMetrics shadowMetrics;
  private final LoopThreads loops = new LoopThreads();
  private final StopSignal stopping = new StopSignal();
  private final ExecutorService closer =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "close-models"));
  private volatile List<Served<?, ?>> all = List.of();
  private volatile @Nullable ModelShelf shelf;
  private volatile @Nullable FollowerThread following;
  private volatile @Nullable ShadowLoops shadows;

  @Inject
  InferenceService(
      InferenceSettings settings, Config configuration, MeterRegistry registry, Tracer tracer) {
    this.settings = settings;
    this.connection = KafkaConnection.of(configuration);
    this.registry = registry;
    // Quarkus' own goes on to make spans then, which go nowhere.
    this.tracer =
        configuration.getOptionalValue("quarkus.otel.sdk.disabled", Boolean.class).orElse(true)
            ? TracerProvider.noop().get("inference-service")
            : tracer;
    this.modelMetrics = new ModelMetrics(registry, NativeLedger.ofThisProcess());
    this.shadowMetrics = new ShadowMetrics(registry);
  }

  void start(@Observes StartupEvent event) {
    TensorFlowKeys.tellThisProcess(settings.tensorflow());
    LOG.infof("TensorFlow: %s", Devices.ofThisProcess().description());
    Devices.ofThisProcess().warning().ifPresent(LOG::warn);
    MemoryLimit memory =
        new MemoryLimit(
            settings.memory().nativeLimit().map(MemorySize::asLongValue),
            NativeLedger.ofThisProcess()::liveBytes);
    List<ModelBundle> found = found();
    List<Served<?, ?>> served =
        List.of(
            served(new Texts(), "millrace.text", settings.text(), found, memory),
            served(new Frames(), "millrace.sensor", settings.sensor(), found, memory));
    ModelShelf loaded =
        new ModelShelf(
            served.stream().<Shelf<?>>map(each -> each.shelf().shelf()).toList(), this::found);
    loaded.bringInNewest(found);
    all = served;
    shelf = loaded;
    modelMetrics.watch(loaded);
    LoopMaker maker =
        new LoopMaker(connection, settings.instance(), loopSettings(), memory::closed);
    Progress releases = follow(loaded, maker).progress();
    served.forEach(each -> consume(each, maker, releases));
  }

  private List<ModelBundle> found() {
    return ModelBundle.findAll(
        settings.models().directories().orElse(List.of()),
        refusal -> LOG.errorf("Refused: %s", refusal.getMessage()));
  }

  private <E, I> Served<E, I> served(
      EventKind<E, I> kind,
      String key,
      InferenceSettings.Stream stream,
      List<ModelBundle> found,
      MemoryLimit memory) {
    Policies policies = new Policies(settings, key, stream);
    BatchPolicy policy = policies.batches(kind.tasks(), found);
    Workshop workshop =
        new Workshop(
            new Trial(settings.models().slowestFactor()),
            memory,
            closer,
            Clock.systemUTC(),
            modelMetrics);
    return new Served<>(
        KindShelf.of(kind, policy.models(), policies.serving(), workshop),
        policy,
        policies.channels());
  }

  private LoopSettings loopSettings() {
    return new LoopSettings(
        settings.batch().records(),
        settings.batch().longest().orElseGet(KafkaClientFactory::longestBatch),
        UUID.randomUUID().toString(),
        new Turns());
  }

  private FollowerThread follow(ModelShelf loaded, LoopMaker maker) {
    settings
        .s3()
        .endpoint()
        .ifPresent(endpoint -> System.setProperty(BundleStores.S3_ENDPOINT, endpoint));
    BundleFetcher fetcher = new BundleFetcher(BundleStores.standard());
    ShadowLoops running = new ShadowLoops(maker, all, shadowMetrics);
    TopicFollower follower =
        new TopicFollower(
            Topics.MODEL_RELEASES,
            () -> TopicReader.open(connection, "model-releases-" + settings.instance()),
            new ReleaseHandler(
                new ReleaseDesk(
                    loaded,
                    release -> fetcher.fetch(release, settings.models().cache()),
                    new LoadGuard(settings.models().cache(), settings.instance()),
                    running,
                    Clock.systemUTC(),
                    LOG)),
            LoopMaker.backoff(),
            LOG);
    shadows = running;
    FollowerThread thread = new FollowerThread(follower);
    following = thread;
    thread.start();
    return thread;
  }

  private void consume(Served<?, ?> served, LoopMaker maker, Progress releases) {
    if (served.policy().models().isEmpty()) {
      LOG.warnf("%s is not consumed: there is no model for it", served.topic());
      return;
    }
    LoopListener<HandledBatch> listener =
        new AllListeners<>(List.of(new BatchMetrics(registry), new BatchTracing(tracer)));
    for (int channel = 0; channel < served.channels(); channel++) {
      TransactionalLoop<HandledBatch> loop =
          maker.serving(
              served.topic(),
              channel,
              served.handler(new RecordSpans(tracer)),
              listener,
              logger(served));
      loops.start(
          loop,
          served.topic() + "-" + channel,
          () -> {
            awaitModels(served, releases);
            loop.run();
          });
    }
    Gauge.builder("millrace.lag", this, service -> service.lag(served.topic()))
        .tag("topic", served.topic())
        .description("records that wait in the partitions of this process")
        .register(registry);
  }

  private static String logger(Served<?, ?> served) {
    return "on-" + served.topic().replace("-events", "");
  }

  /** From the first record on, the released versions are those that score. */
  private void awaitModels(Served<?, ?> served, Progress releases) {
    while (!stopping.isGiven() && (!releases.isCaughtUp() || !served.missing().isEmpty())) {
      stopping.await(LOOK_AGAIN);
    }
  }

  private double lag(String topic) {
    return loops().values().stream()
        .filter(loop -> loop.topic().equals(topic))
        .mapToLong(TransactionalLoop::lag)
        .sum();
  }

  /** The releases first: they begin shadows and load models. */
  void stop(@Observes ShutdownEvent event) {
    stopping.give();
    stopFollowing();
    ShadowLoops shadowing = shadows;
    if (shadowing != null) {
      shadowing.stop();
    }
    loops.stop();
    ModelShelf loaded = shelf;
    if (loaded != null && loops.allEnded()) {
      loaded.close();
    }
    closer.shutdown();
    await(() -> closer.awaitTermination(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void stopFollowing() {
    FollowerThread thread = following;
    if (thread != null) {
      await(() -> thread.stop(STOP_TIMEOUT));
    }
  }

  private static void await(Callable<Boolean> end) {
    try {
      if (!end.call()) {
        LOG.warn("Stopping while a model is still loaded or closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty until the models of the directories are loaded. */
  public Optional<ModelShelf> models() {
    return Optional.ofNullable(shelf);
  }

  /** By kind of event; empty until the models of the directories are loaded. */
  public List<KindShelf<?, ?>> kinds() {
    return all.stream().<KindShelf<?, ?>>map(Served::shelf).toList();
  }

  public ModelMetrics modelMetrics() {
    return modelMetrics;
  }

  public ShadowMetrics shadowMetrics() {
    return shadowMetrics;
  }

  /** By topic and channel. */
  Map<String, TransactionalLoop<?>> loops() {
    return loops.loops();
  }

  /** By {@code shadow-MODEL}: what serves does without them. */
  Map<String, TransactionalLoop<?>> shadowLoops() {
    ShadowLoops shadowing = shadows;
    return shadowing == null ? Map.of() : shadowing.loops();
  }

  /** The error after which releases are followed no more; empty if there was none. */
  Optional<String> deathOfReleases() {
    FollowerThread thread = following;
    return thread == null ? Optional.empty() : thread.death();
  }

  /** Topics that are not consumed. */
  List<String> withoutModel() {
    return all.stream()
        .filter(served -> served.policy().models().isEmpty())
        .map(Served::topic)
        .toList();
  }

  /** Models that are routed to and of which no version serves. */
  List<String> missing() {
    return all.stream().flatMap(served -> served.missing().stream()).toList();
  }
}
