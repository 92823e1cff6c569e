package io.millrace.inference;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.inference.batch.BatchPolicy;
import io.millrace.inference.batch.ClassifierScorer;
import io.millrace.inference.batch.HandledBatch;
import io.millrace.inference.loop.TransactionalLoop;
import io.millrace.inference.releases.ShadowHandler;
import io.millrace.inference.telemetry.ShadowMetrics;
import io.millrace.releases.ServedModel;
import io.millrace.releases.Shadows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shadows in loops of their own, with a group and transactions of their own: what serves shares
 * with them the processor and the memory, and nothing else.
 */
final class ShadowLoops implements Shadows {

  private final LoopMaker maker;
  private final List<Served<?, ?>> all;
  private final ShadowMetrics metrics;
  private final Map<String, LoopThreads> running = new HashMap<>();
  private boolean stopped;

  ShadowLoops(LoopMaker maker, List<Served<?, ?>> all, ShadowMetrics metrics) {
    this.maker = maker;
    this.all = List.copyOf(all);
    this.metrics = metrics;
  }

  @Override
  public void begin(ModelRelease release) {
    pause(release.model());
    all.forEach(served -> begin(served, release));
  }

  private <E, I> void begin(Served<E, I> served, ModelRelease release) {
    served
        .shelf()
        .find(release.model())
        .ifPresent(model -> start(release, loop(served, model, release)));
  }

  private <E, I> TransactionalLoop<HandledBatch> loop(
      Served<E, I> served, ServedModel<ClassifierScorer<E, I>> model, ModelRelease release) {
    String name =
        "%s-%s-%d".formatted(model.name(), release.version(), release.at().getEpochSecond());
    return maker.shadow(served.topic(), name, handler(served, model), metrics);
  }

  <E, I> ShadowHandler<E> handler(Served<E, I> served, ServedModel<ClassifierScorer<E, I>> model) {
    BatchPolicy policy = served.policy().shadow(model.name());
    return new ShadowHandler<>(
        served.handler(
            any -> model.lease(Role.SHADOW), policy, () -> model.expectedPerRecord(Role.SHADOW)),
        served.handler(served.shelf(), policy, () -> model.expectedPerRecord(Role.SERVING)),
        metrics);
  }

  /** Once all are stopped, none begins. */
  private synchronized void start(ModelRelease release, TransactionalLoop<HandledBatch> loop) {
    if (!stopped) {
      LoopThreads threads = new LoopThreads();
      threads.start(loop, "shadow-" + release.model(), loop);
      running.put(release.model(), threads);
    }
  }

  /** By model, as {@code shadow-MODEL}. */
  synchronized Map<String, TransactionalLoop<?>> loops() {
    Map<String, TransactionalLoop<?>> loops = new TreeMap<>();
    running.values().forEach(threads -> loops.putAll(threads.loops()));
    return loops;
  }

  @Override
  public void pause(String model) {
    taken(model).ifPresent(LoopThreads::stop); // outside the lock: it may take as long as a batch
  }

  private synchronized Optional<LoopThreads> taken(String model) {
    return Optional.ofNullable(running.remove(model));
  }

  @Override
  public void end(String model) {
    pause(model);
    all.forEach(each -> each.shelf().find(model).ifPresent(served -> served.end(Role.SHADOW)));
  }

  void stop() {
    takeAll().forEach(LoopThreads::stop);
  }

  private synchronized List<LoopThreads> takeAll() {
    stopped = true;
    List<LoopThreads> taken = List.copyOf(running.values());
    running.clear();
    return taken;
  }
}
