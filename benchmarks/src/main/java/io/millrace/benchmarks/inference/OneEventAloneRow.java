package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Latencies;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.ServiceMetrics;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.util.Locale;

/**
 * One event at a time, from before it is produced to when a reader of committed records has its
 * inference.
 *
 * @param warmUp events that do not count
 * @param events that do
 * @param most milliseconds that the median may lie above the call of the model
 */
record OneEventAloneRow(
    int warmUp, int events, double most, long seed, Testbeds<InferenceTestbed> testbeds)
    implements GuaranteeRow {

  private static final int KEYS = 10;
  private static final double NANOS = 1e6; // a millisecond

  @Override
  public String name() {
    return "one-event-alone";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "one event alone, produce to committed inference, p50: model call + %.0f ms",
        most);
  }

  @Override
  public Measurement measure(Bench bench, InferenceTestbed bed) {
    Service service = bed.inference(bed.models().tiny("tiny", 1));
    TextLoad load = TextLoad.of(name(), Keys.even(KEYS, seed));
    try (LoadRun run = new LoadRun(bed, load)) {
      for (int number = 0; number < warmUp; number++) {
        alone(run, number);
      }
      ServiceMetrics before = ServiceMetrics.of(service);
      double[] times = new double[events];
      for (int i = 0; i < events; i++) {
        times[i] = alone(run, warmUp + i);
      }
      double model = modelTime(before, ServiceMetrics.of(service));
      Account account = run.settled(warmUp + events);
      return measurement(account, new Latencies(times), model);
    }
  }

  /** Milliseconds. */
  private static double alone(LoadRun run, int number) {
    long start = System.nanoTime();
    run.send(number, number + 1);
    if (!run.await(() -> run.outcome().scored(number))) {
      throw new IllegalStateException("event " + number + " was never scored");
    }
    return (System.nanoTime() - start) / NANOS;
  }

  /** Mean milliseconds of a call of the model; NaN if the service does not count it. */
  private static double modelTime(ServiceMetrics before, ServiceMetrics after) {
    String name = "millrace_model_time_seconds";
    return 1000
        * (after.sum(name + "_sum") - before.sum(name + "_sum"))
        / (after.sum(name + "_count") - before.sum(name + "_count"));
  }

  private Measurement measurement(Account account, Latencies times, double model) {
    double p50 = times.quantile(0.5);
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "p50 %.1f ms = model call %.1f ms + %.1f ms; p99 %.1f ms",
                p50,
                model,
                p50 - model,
                times.quantile(0.99)),
            account.exact() && p50 - model <= most)
        .withNote(
            String.format(
                Locale.ROOT,
                "%d events after %d to warm up, acks=all. The model call is the mean of"
                    + " millrace_model_time over the same events.",
                events,
                warmUp));
  }
}
