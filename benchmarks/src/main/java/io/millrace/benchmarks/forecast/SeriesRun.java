package io.millrace.benchmarks.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.events.EventJson;
import io.millrace.events.ForecastDecision;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A load on a testbed, and what is read of it meanwhile. */
final class SeriesRun implements AutoCloseable {

  /** Longer than a transaction timeout, the broker's look for those that ran out, and a start. */
  private static final Duration SILENCE = Duration.ofSeconds(120);

  private final ForecastTestbed bed;
  private final SeriesLoad load;
  private final SeriesAccount forecasts;
  private final SeriesAccount scores;
  private final List<ConsumerRecord<byte[], byte[]>> rejections = new ArrayList<>();
  private int skips;
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
                this::keepRejection,
                Topics.FORECAST_DECISIONS,
                this::countSkip));
  }

  private void keepRejection(ConsumerRecord<byte[], byte[]> record) {
    if (isOfTheRun(record)) {
      rejections.add(record);
    }
  }

  private void countSkip(ConsumerRecord<byte[], byte[]> record) {
    boolean skip =
        isOfTheRun(record)
            && EventJson.read(ForecastDecision.class, record.value()).decision().equals("skip");
    skips += skip ? 1 : 0;
  }

  private boolean isOfTheRun(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8).startsWith(load.run() + "-");
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

  /** Steps that the service decided not to forecast. */
  int skips() {
    return skips;
  }

  SteadyLoad steady(int perSecond) {
    return SteadyLoad.start(bed.stack(), load, perSecond);
  }

  /** Sends events by their numbers; the broker has them all when this returns. */
  void send(int from, int to) {
    send(IntStream.range(from, to).boxed().toList());
  }

  void send(List<Integer> numbers) {
    numbers.forEach(number -> bed.stack().send(load.record(number)));
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
    bed.group().awaitCommitted(Topics.SERIES_EVENTS, SILENCE);
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
