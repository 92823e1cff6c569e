package io.millrace.transformers.training;

import io.millrace.transformers.FloatTensor;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** One run, from its start or from where it was saved, to its end. */
final class TrainingRun {

  /** Validation has no gradients to hold, so its batches can be larger. */
  private static final int VALIDATION_BATCH = 256;

  private final TrainingPlan plan;
  private final TrainingListener listener;
  private final LongSupplier nanos;
  private final TrainingGraph graph;
  private final Saving saving;
  private Progress progress = Progress.none();
  private Map<String, FloatTensor> best = Map.of();
  private long epochStart; // on the clock of nanos

  TrainingRun(
      TrainingPlan plan,
      TrainingListener listener,
      LongSupplier nanos,
      TrainingGraph graph,
      Saving saving) {
    this.plan = plan;
    this.listener = listener;
    this.nanos = nanos;
    this.graph = graph;
    this.saving = saving;
  }

  Trained all(Examples training, Examples validation) {
    listener.started(plan.epochs(), parts(training).count());
    saving.saved().ifPresent(this::resume);
    while (!progress.complete(plan)) {
      epoch(training, validation);
    }
    return new Trained(values(best), progress.epochs(), progress.best());
  }

  private void resume(SavedRun saved) {
    graph.restore(saved.state());
    progress = saved.progress();
    best = saved.best();
    if (progress.complete(plan)) {
      listener.hadEnded(progress.epochs().size());
    } else {
      listener.resumed(progress.epoch(), progress.batch());
    }
  }

  private void epoch(Examples training, Examples validation) {
    epochStart = nanos.getAsLong() - (long) (progress.seconds() * 1e9);
    Parts parts = parts(training);
    learn(training, parts);
    double loss = progress.lossSum() / parts.count();
    double validationLoss = validate(validation);
    EpochReport report =
        new EpochReport(
            progress.epoch(),
            progress.step(),
            loss,
            validationLoss,
            seconds(),
            progress.improvedBy(validationLoss));
    progress = progress.finished(report);
    epochStart = nanos.getAsLong();
    if (report.best()) {
      best = graph.weights();
    }
    saving.finishedEpoch(this::snapshot);
    listener.finished(report);
  }

  private void learn(Examples training, Parts parts) {
    try (Prefetch batches = new Prefetch(training, parts.from(progress.batch()))) {
      while (batches.hasNext()) {
        try (Batch batch = batches.next()) {
          learn(batch, parts);
        }
        saving.stepped(this::snapshot);
      }
    }
  }

  private void learn(Batch batch, Parts parts) {
    int epoch = progress.epoch();
    int index = progress.batch();
    int step = progress.step() + 1;
    float rate = plan.schedule().rate(epoch - 1, progress.step(), parts.count(), plan.epochs());
    TrainingGraph.Seen seen = graph.train(batch, step, rate);
    if (!seen.finite()) {
      throw DivergedException.inTraining(
          seen, epoch, step, index + 1, parts.count(), parts.part(index));
    }
    progress = progress.stepped(seen.loss());
    listener.stepped(epoch, progress.batch(), parts.count(), seen.loss());
  }

  private double validate(Examples validation) {
    Parts parts = validation.parts(Shuffle.none(validation.count()), VALIDATION_BATCH);
    double sum = 0;
    try (Prefetch batches = new Prefetch(validation, parts.from(0))) {
      for (int part = 0; batches.hasNext(); part++) {
        try (Batch batch = batches.next()) {
          sum += (double) validated(batch, part, parts) * batch.size();
        }
      }
    }
    return sum / validation.count();
  }

  private float validated(Batch batch, int part, Parts parts) {
    float loss = graph.validate(batch);
    if (!Float.isFinite(loss)) {
      throw DivergedException.inValidation(loss, progress.epoch(), part + 1, parts.part(part));
    }
    return loss;
  }

  private Parts parts(Examples training) {
    return training.parts(
        Shuffle.order(training.count(), plan.seed(), progress.epoch()), plan.batchSize());
  }

  private SavedRun snapshot() {
    return new SavedRun(progress.after(seconds()), graph.state(), best);
  }

  private double seconds() {
    return (nanos.getAsLong() - epochStart) / 1e9;
  }

  private static Map<String, float[]> values(Map<String, FloatTensor> weights) {
    Map<String, float[]> values = new HashMap<>();
    weights.forEach((path, tensor) -> values.put(path, tensor.values()));
    return values;
  }
}
