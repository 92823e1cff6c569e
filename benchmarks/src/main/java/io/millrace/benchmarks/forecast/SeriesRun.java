package io.millrace.benchmarks.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/** A load on a testbed, and what is read of it meanwhile. */
final class SeriesRun implements AutoCloseable {

  /** Longer than a transaction timeout, the broker's look for those that ran out, and a start. */
  private static final Duration SILENCE = Duration.ofSeconds(120);

  private final ForecastTestbed bed;
  private final SeriesLoad load;
  private final SeriesAccount forecasts;
  private final SeriesAccount scores;
  private final List<ConsumerRecord<byte[], byte[]>> rejections = new ArrayList<>();
  private final CommittedOutputs outputs;

  SeriesRun(ForecastTestbed bed, SeriesLoad load) {
    this.bed = bed;
    this.load = load;
    this.forecasts = SeriesAccount.forecasts(load);
    this.scores = SeriesAccount.scores(load);
    this.outputs =
        new CommittedOutputs(
            bed.stack(),
            Map.of(
                Topics.FORECASTS,
                forecasts::read,
                Topics.FORECAST_SCORES,
                scores::read,
                Topics.REJECTED_EVENTS,
                this::keepRejection));
  }

  private void keepRejection(ConsumerRecord<byte[], byte[]> record) {
    if (new String(record.key(), UTF_8).startsWith(load.run() + "-")) {
      rejections.add(record);
    }
  }

  CommittedOutputs outputs() {
    return outputs;
  }

  SeriesAccount forecasts() {
    return forecasts;
  }

  SeriesAccount scores() {
    return scores;
  }

  List<ConsumerRecord<byte[], byte[]>> rejections() {
    return List.copyOf(rejections);
  }

  SteadyLoad steady(int perSecond) {
    return SteadyLoad.start(bed.stack(), load, perSecond);
  }

  /** Sends events by their numbers; the broker has them all when this returns. */
  void send(int from, int to) {
    for (int number = from; number < to; number++) {
      bed.stack().send(load.record(number));
    }
    bed.stack().flush();
  }

  /**
   * Reads until every series has been forecast through its last step and nothing more can come: the
   * service has committed all that was sent.
   *
   * @param events of the load, that were sent
   */
  void settle(int events) {
    outputs.await(() -> forecasts.isThrough(load, events), SILENCE);
    Awaitility.await("all that was sent is committed")
        .atMost(SILENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> bed.group().lag(Topics.SERIES_EVENTS) == 0);
    outputs.readToEnd();
  }

  /** Records in {@code forecasts} of transactions that were aborted since this began. */
  long aborted() {
    return bed.stack().topics().aborted(outputs.startOf(Topics.FORECASTS));
  }

  @Override
  public void close() {
    outputs.close();
  }
}
