package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A load on a testbed, and what is read of it meanwhile. */
final class LoadRun implements AutoCloseable {

  /** Longer than a session timeout, a transaction timeout and a start together. */
  private static final Duration SILENCE = Duration.ofSeconds(90);

  private final InferenceTestbed bed;
  private final Load load;
  private final Outcome outcome;
  private final CommittedOutputs outputs;

  LoadRun(InferenceTestbed bed, Load load) {
    this(bed, load, rejection -> {});
  }

  LoadRun(InferenceTestbed bed, Load load, Consumer<ConsumerRecord<byte[], byte[]>> rejections) {
    this(bed, load, inference -> {}, rejections);
  }

  /**
   * @param inferences hears of each inference that is read, of whatever load
   * @param rejections hears of each rejection
   */
  LoadRun(
      InferenceTestbed bed,
      Load load,
      Consumer<ConsumerRecord<byte[], byte[]>> inferences,
      Consumer<ConsumerRecord<byte[], byte[]>> rejections) {
    this.bed = bed;
    this.load = load;
    this.outcome = new Outcome(load);
    this.outputs =
        new CommittedOutputs(
            bed.stack(),
            Map.of(
                Topics.INFERENCES,
                inferences.andThen(outcome::read),
                Topics.REJECTED_EVENTS,
                rejections));
  }

  Load load() {
    return load;
  }

  Outcome outcome() {
    return outcome;
  }

  CommittedOutputs outputs() {
    return outputs;
  }

  /** Sends events by their numbers; the broker has them all when this returns. */
  void send(int from, int to) {
    for (int number = from; number < to; number++) {
      bed.stack().send(load.record(number));
    }
    bed.stack().flush();
  }

  SteadyLoad steady(int perSecond) {
    return SteadyLoad.start(bed.stack(), load, perSecond);
  }

  /** Reads until a condition holds, or until nothing has come for so long that nothing will. */
  boolean await(BooleanSupplier condition) {
    return outputs.await(condition, SILENCE);
  }

  /**
   * Reads until each event has been scored and nothing more can come: the service has committed all
   * that was sent, so a second inference of any event would have been read.
   */
  Account settled(int sent) {
    if (await(() -> outcome.scored() >= sent)) {
      bed.group().awaitCommitted(load.topic(), SILENCE);
    }
    outputs.readToEnd();
    return outcome.account(sent);
  }

  /** Records in {@code inferences} of transactions that were aborted since this began. */
  long aborted() {
    return bed.stack().topics().aborted(outputs.startOf(Topics.INFERENCES));
  }

  @Override
  public void close() {
    outputs.close();
  }
}
