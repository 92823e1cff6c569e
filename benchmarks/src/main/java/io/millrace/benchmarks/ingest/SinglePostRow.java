package io.millrace.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.benchmarks.Latencies;
import io.millrace.benchmarks.MemoryCurve;
import io.millrace.benchmarks.ResidentSet;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.events.EventJson;
import io.millrace.events.EventRecords;
import io.millrace.events.TextEvent;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One event a request at a steady rate, beside raw sends at the same rate.
 *
 * @param perSecond requests
 * @param raw how long raw sends are measured
 * @param length how long requests are
 * @param most milliseconds that the 99th percentile may lie above that of raw sends
 * @param mostGrowth of resident memory over the second half
 */
record SinglePostRow(
    int perSecond,
    Duration raw,
    Duration length,
    double most,
    double mostGrowth,
    Testbeds<IngestTestbed> testbeds)
    implements IngestRow {

  private static final Duration WARM_UP = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "single-post";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "a single POST at %d/s: p99 at most that of a raw send + %.0f ms; memory over the second"
            + " half of %d s grows by at most %.0f %%",
        perSecond,
        most,
        length.toSeconds(),
        100 * mostGrowth);
  }

  @Override
  public Measurement measure(Bench bench, IngestTestbed bed) {
    Service service = bed.ingest();
    bed.group().awaitStable();
    Texts texts = new Texts(name(), 97, true);
    ConcurrentPosts posts = new ConcurrentPosts(service);
    MemoryCurve memory = new MemoryCurve();
    ResidentSet resident = new ResidentSet(service.pid());
    Paced paced = new Paced(perSecond);
    try (KafkaProducer<byte[], byte[]> producer = producer(bed)) {
      paced.run(WARM_UP, number -> posts.post(body(texts, number)), second -> {});
      Latencies sends = paced.run(raw, number -> send(producer, texts, number), second -> {});
      bench.say("  raw sends: p50 %.1f ms, p99 %.1f ms", sends.quantile(.5), sends.quantile(.99));
      long from = WARM_UP.toSeconds() * perSecond;
      Latencies requests =
          paced.run(
              length,
              number -> posts.post(body(texts, from + number)),
              second -> memory.add(second, resident.size()));
      Latencies after = paced.run(raw, number -> send(producer, texts, number), second -> {});
      return measurement(sends, after, requests, posts.refused(), memory);
    }
  }

  private Measurement measurement(
      Latencies before, Latencies after, Latencies requests, long refused, MemoryCurve memory) {
    double raw = (before.quantile(0.99) + after.quantile(0.99)) / 2;
    double p99 = requests.quantile(0.99);
    double growth = memory.growthOverSecondHalf();
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "p99 %.1f ms = raw send %.1f ms + %.1f ms (p50 %.1f ms, raw %.1f ms); memory %.0f"
                    + " to %.0f MiB, %+.2f %% over the second half",
                p99,
                raw,
                p99 - raw,
                requests.quantile(0.5),
                before.quantile(0.5),
                memory.first(),
                memory.last(),
                100 * growth),
            p99 <= raw + most && growth <= mostGrowth && refused == 0)
        .withNote(
            String.format(
                Locale.ROOT,
                "%,d requests with ids, %d refused, from when each is due; raw sends (acks=all,"
                    + " idempotent, linger 5 ms) for %d s before and after: p99 %.1f and %.1f ms.",
                requests.ascending().length,
                refused,
                raw().toSeconds(),
                before.quantile(0.99),
                after.quantile(0.99)));
  }

  private static byte[] body(Texts texts, long number) {
    return texts.event(number).getBytes(US_ASCII);
  }

  private static CompletableFuture<Void> send(
      KafkaProducer<byte[], byte[]> producer, Texts texts, long number) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    TextEvent event = EventJson.read(TextEvent.class, body(texts, 100_000_000 + number));
    var unused =
        producer.send(
            EventRecords.of(event),
            (sent, refused) -> {
              if (refused == null) {
                acknowledged.complete(null);
              } else {
                acknowledged.completeExceptionally(refused);
              }
            });
    return acknowledged;
  }

  private static KafkaProducer<byte[], byte[]> producer(IngestTestbed bed) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bed.stack().bootstrapServers(),
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            5),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
