package io.millrace.transformers.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Trains any network towards any objective: shuffled batches, a better epoch kept, an early stop.
 *
 * <p>Two runs of one plan on one machine give the same weights to the bit when {@code
 * TF_DETERMINISTIC_OPS=1} is in the environment.
 */
public final class Trainer {

  /** Validation has no gradients to hold, so its batches can be larger. */
  private static final int VALIDATION_BATCH = 256;

  private final TrainingPlan plan;
  private final TrainingListener listener;
  private final LongSupplier nanos;

  /**
   * @param nanos a clock for reports only, e.g. {@code System::nanoTime}
   */
  public Trainer(TrainingPlan plan, TrainingListener listener, LongSupplier nanos) {
    this.plan = plan;
    this.listener = listener;
    this.nanos = nanos;
  }

  /**
   * @throws DivergedException if the loss stops being a number
   * @throws IllegalArgumentException if there is nothing to train on or to validate with
   */
  public Trained train(Objective objective, Examples training, Examples validation) {
    if (training.count() == 0 || validation.count() == 0) {
      throw new IllegalArgumentException(
          "training needs examples; there are "
              + training.count()
              + " for training and "
              + validation.count()
              + " for validation");
    }
    try (TrainingGraph graph = new TrainingGraph(objective, plan)) {
      return new Run(graph, training, validation).all();
    }
  }

  /** One run's progress. */
  private final class Run {

    private final TrainingGraph graph;
    private final Examples training;
    private final Examples validation;
    private final List<EpochReport> epochs = new ArrayList<>();
    private Map<String, float[]> bestWeights = Map.of();
    private int best;
    private int step;

    Run(TrainingGraph graph, Examples training, Examples validation) {
      this.graph = graph;
      this.training = training;
      this.validation = validation;
    }

    Trained all() {
      for (int epoch = 1; epoch <= plan.epochs() && epoch - best <= plan.patience(); epoch++) {
        epoch(epoch);
      }
      return new Trained(bestWeights, epochs, best);
    }

    private void epoch(int epoch) {
      long start = nanos.getAsLong();
      double loss = learn(epoch);
      double validationLoss = validate();
      boolean better = best == 0 || validationLoss < epochs.get(best - 1).validationLoss();
      double seconds = (nanos.getAsLong() - start) / 1e9;
      EpochReport report = new EpochReport(epoch, step, loss, validationLoss, seconds, better);
      epochs.add(report);
      listener.finished(report);
      if (better) {
        best = epoch;
        bestWeights = graph.weights();
        listener.improved(report, bestWeights);
      }
    }

    private double learn(int epoch) {
      int[] order = Shuffle.order(training.count(), plan.seed(), epoch);
      int steps = (order.length + plan.batchSize() - 1) / plan.batchSize();
      double sum = 0;
      for (int batch = 0; batch < steps; batch++) {
        int[] examples = part(order, batch, plan.batchSize());
        float rate = plan.schedule().rate(epoch - 1, step, steps, plan.epochs());
        float loss = learn(examples, rate);
        if (!Float.isFinite(loss)) {
          throw new DivergedException(loss, epoch, step, examples);
        }
        sum += loss;
        listener.stepped(epoch, batch + 1, steps, loss);
      }
      return sum / steps;
    }

    private float learn(int[] examples, float rate) {
      step++;
      try (Batch batch = training.batch(examples)) {
        return graph.train(batch, step, rate);
      }
    }

    private double validate() {
      int[] order = new int[validation.count()];
      Arrays.setAll(order, i -> i);
      double sum = 0;
      for (int part = 0; part * VALIDATION_BATCH < order.length; part++) {
        int[] examples = part(order, part, VALIDATION_BATCH);
        try (Batch batch = validation.batch(examples)) {
          sum += (double) graph.validate(batch) * examples.length;
        }
      }
      return sum / order.length;
    }

    private static int[] part(int[] order, int part, int size) {
      return Arrays.copyOfRange(order, part * size, Math.min(order.length, (part + 1) * size));
    }
  }
}
