package io.millrace.workbench.train;

import io.millrace.transformers.training.EpochReport;
import java.time.Duration;
import java.util.Optional;

/**
 * How fast training goes. Speed is that of the epoch's steps, without the first, which builds
 * kernels, and without validation; what is left counts validation too, once an epoch has ended.
 */
final class Pace {

  private int epochs;
  private long stepsPerEpoch;
  private double epochSeconds; // 0 = no epoch has ended
  private int epoch;
  private long step;
  private long firstStep;
  private long firstNanos;
  private double stepsPerSecond; // 0 = not known yet

  void started(int epochsAtMost, long steps) {
    epochs = epochsAtMost;
    stepsPerEpoch = steps;
  }

  void stepped(int atEpoch, long atStep, long nanos) {
    if (atEpoch != epoch) {
      epoch = atEpoch;
      firstStep = atStep;
      firstNanos = nanos;
    } else if (nanos > firstNanos) {
      stepsPerSecond = (atStep - firstStep) / ((nanos - firstNanos) / 1e9);
    }
    step = atStep;
  }

  void finished(EpochReport report) {
    epochSeconds = report.seconds();
  }

  int epochs() {
    return epochs;
  }

  long stepsPerEpoch() {
    return stepsPerEpoch;
  }

  double stepsPerSecond() {
    return stepsPerSecond;
  }

  /** At most: an early stop may come before. */
  Optional<Duration> left() {
    if (stepsPerSecond == 0) {
      return Optional.empty();
    }
    double anEpoch = epochSeconds == 0 ? stepsPerEpoch / stepsPerSecond : epochSeconds;
    double seconds = (stepsPerEpoch - step) / stepsPerSecond + (epochs - epoch) * anEpoch;
    return Optional.of(Duration.ofSeconds(Math.round(seconds)));
  }
}
