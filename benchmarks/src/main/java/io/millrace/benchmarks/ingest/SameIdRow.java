package io.millrace.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.benchmarks.Sender;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Each id is posted to two instances at once.
 *
 * @param ids different ones
 */
record SameIdRow(int ids, Testbeds<IngestTestbed> testbeds) implements IngestRow {

  private static final int AT_ONCE = 8; // ids
  private static final int LOOPS = 2; // of an instance, as it ships
  private static final Duration SETTLED = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "two-instances";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "the same id posted to two instances at once, %,d times: %,d events, both acknowledged each"
            + " time",
        ids,
        ids);
  }

  @Override
  public Measurement measure(Bench bench, IngestTestbed bed) {
    Texts texts = new Texts(name(), 97, true);
    Service first = bed.ingest();
    Service second = bed.service("1", Map.of());
    List<Sender> senders = List.of(Sender.to(first), Sender.to(second));
    AtomicInteger acknowledged = new AtomicInteger();
    bed.group().awaitStable();
    try (Published published = new Published(bed.stack(), texts)) {
      post(texts, senders, acknowledged);
      published.await(ids);
      bed.group().awaitCommitted(Topics.TEXT_ACCEPTED, SETTLED);
      published.readToEnd();
      int owners = bed.group().members().size();
      return Measurement.of(
              String.format(
                  Locale.ROOT,
                  "%,d acknowledged of %,d; %,d events, %d doubled",
                  acknowledged.get(),
                  2 * ids,
                  published.events(),
                  published.doubled()),
              acknowledged.get() == 2 * ids
                  && published.events() == ids
                  && published.doubled() == 0
                  && owners == 2 * LOOPS)
          .withNote(
              AT_ONCE
                  + " ids at a time, each in two requests that start together; "
                  + owners
                  + " loops of the two shared the partitions.");
    } finally {
      bed.stop("1");
    }
  }

  private void post(Texts texts, List<Sender> senders, AtomicInteger acknowledged) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE * senders.size());
    try {
      for (int from = 0; from < ids; from += AT_ONCE) {
        CompletableFuture.allOf(
                IntStream.range(from, Math.min(ids, from + AT_ONCE))
                    .boxed()
                    .flatMap(
                        id ->
                            senders.stream()
                                .map(
                                    sender ->
                                        CompletableFuture.runAsync(
                                            () -> post(texts, id, sender, acknowledged), threads)))
                    .toArray(CompletableFuture<?>[]::new))
            .join();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void post(Texts texts, int id, Sender sender, AtomicInteger acknowledged) {
    byte[] event = texts.event(id).getBytes(US_ASCII);
    if (sender.post("/events/text", Sender.JSON, event).isAccepted()) {
      acknowledged.incrementAndGet();
    }
  }
}
