package io.millrace.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.events.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts and stops the service: models first, then a loop for each topic that has one. */
@ApplicationScoped
class InferenceService {

  private static final Logger LOG = Logger.getLogger("io.millrace.inference");
  private static final Duration FIRST_DELAY = Duration.ofMillis(100);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final InferenceSettings settings;
  private final Config configuration;
  private final MeterRegistry registry;
  private final Map<TransactionalLoop, Thread> loops = new LinkedHashMap<>();
  private final List<String> withoutModel = new ArrayList<>();
  private @Nullable ModelShelf shelf;

  @Inject
  InferenceService(InferenceSettings settings, Config configuration, MeterRegistry registry) {
    this.settings = settings;
    this.configuration = configuration;
    this.registry = registry;
  }

  void start(@Observes StartupEvent event) {
    threads("millrace.tensorflow.intra-op", settings.tensorflow().intraOp());
    threads("millrace.tensorflow.inter-op", settings.tensorflow().interOp());
    ModelShelf loaded = ModelShelf.load(settings);
    shelf = loaded;
    consume(Topics.TEXT_EVENTS, loaded.text(), "on-text");
    consume(Topics.SENSOR_EVENTS, loaded.sensor(), "on-sensor");
  }

  /** TensorFlow's threads are read from system properties, wherever the key was set. */
  private static void threads(String key, Optional<Integer> number) {
    number.ifPresent(threads -> System.setProperty(key, Integer.toString(threads)));
  }

  private void consume(String topic, Optional<Scorer<?>> scorer, String logger) {
    if (scorer.isEmpty()) {
      withoutModel.add(topic);
      LOG.warnf("%s is not consumed: there is no model for it", topic);
      return;
    }
    TransactionalLoop loop =
        new TransactionalLoop(
            topic,
            new KafkaClientFactory(
                KafkaConnection.of(configuration),
                KafkaClientFactory.GROUP + "-" + topic + "-" + settings.instance(),
                settings.batch().records()),
            handler(scorer.get()),
            new Backoff(FIRST_DELAY, LONGEST_DELAY),
            new BatchMetrics(registry),
            Logger.getLogger("io.millrace.inference." + logger));
    Thread thread = new Thread(loop, topic);
    loops.put(loop, thread);
    thread.start();
  }

  private <E> BatchHandler<E> handler(Scorer<E> scorer) {
    return new BatchHandler<>(
        scorer, new RejectionWriter(settings.rejections().maximumBytes()), System::nanoTime);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    loops.forEach(InferenceService::stop);
    for (Thread thread : loops.values()) {
      thread.join(STOP_TIMEOUT.toMillis());
    }
    if (shelf != null && loops.values().stream().noneMatch(Thread::isAlive)) {
      shelf.close();
    }
  }

  /** A batch in hand is finished; a wait for a broker that does not answer is not. */
  private static void stop(TransactionalLoop loop, Thread thread) {
    boolean running = loop.state() instanceof LoopState.Running;
    loop.stop();
    if (!running) {
      thread.interrupt();
    }
  }

  /** Empty until the models are loaded. */
  Optional<ModelShelf> models() {
    return Optional.ofNullable(shelf);
  }

  List<TransactionalLoop> loops() {
    return List.copyOf(loops.keySet());
  }

  /** Topics that are not consumed. */
  List<String> withoutModel() {
    return List.copyOf(withoutModel);
  }
}
