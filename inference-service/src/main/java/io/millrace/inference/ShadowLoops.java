package io.millrace.inference;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.inference.batch.BatchPolicy;
import io.millrace.inference.batch.HandledBatch;
import io.millrace.inference.loop.TransactionalLoop;
import io.millrace.inference.models.ServedModel;
import io.millrace.inference.releases.ShadowHandler;
import io.millrace.inference.releases.Shadows;
import io.millrace.inference.telemetry.ShadowMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shadows in loops of their own, with a group and transactions of their own: what serves shares
 * with them the processor and the memory, and nothing else.
 */
final class ShadowLoops implements Shadows {

  private final LoopMaker maker;
  private final List<Served<?, ?>> all;
  private final ShadowMetrics metrics;
  private final Map<String, LoopThreads> running = new HashMap<>();

  ShadowLoops(LoopMaker maker, List<Served<?, ?>> all, ShadowMetrics metrics) {
    this.maker = maker;
    this.all = List.copyOf(all);
    this.metrics = metrics;
  }

  @Override
  public synchronized void begin(ModelRelease release) {
    stop(running.remove(release.model()));
    all.forEach(served -> begin(served, release));
  }

  private <E, I> void begin(Served<E, I> served, ModelRelease release) {
    served
        .shelf()
        .find(release.model())
        .ifPresent(model -> start(release, loop(served, model, release)));
  }

  private <E, I> TransactionalLoop<HandledBatch> loop(
      Served<E, I> served, ServedModel<E, I> model, ModelRelease release) {
    BatchPolicy policy = served.policy().shadow(model.name());
    String name =
        "%s-%s-%d".formatted(model.name(), release.version(), release.at().getEpochSecond());
    return maker.shadow(
        served.topic(),
        name,
        new ShadowHandler<>(
            served.handler(any -> model.lease(Role.SHADOW), policy),
            served.handler(served.shelf(), policy),
            metrics),
        metrics);
  }

  private void start(ModelRelease release, TransactionalLoop<HandledBatch> loop) {
    LoopThreads threads = new LoopThreads();
    threads.start(loop, "shadow-" + release.model(), loop);
    running.put(release.model(), threads);
  }

  @Override
  public synchronized void end(String model) {
    stop(running.remove(model));
    all.forEach(served -> served.shelf().find(model).ifPresent(ServedModel::endShadow));
  }

  synchronized void stop() {
    running.values().forEach(ShadowLoops::stop);
    running.clear();
  }

  private static void stop(@Nullable LoopThreads threads) {
    if (threads != null) {
      threads.stop();
    }
  }
}
