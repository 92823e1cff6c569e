package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.ResidentSet;
import io.millrace.benchmarks.Sender;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The broker is away under load.
 *
 * @param away from when it has stopped to when it is started
 * @param around how long the load goes on before and after
 * @param mostMemory MiB of resident memory
 */
record BrokerAwayRow(
    Duration away,
    Duration around,
    int clients,
    double mostMemory,
    Testbeds<IngestTestbed> testbeds)
    implements IngestRow {

  private static final int PER_REQUEST = 200;
  private static final long GAP = 20; // ms between a client's requests
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final Duration SETTLED = Duration.ofSeconds(90);

  @Override
  public String name() {
    return "broker-away";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "broker away for %d s under load: resident memory at most %.0f MiB, 503 or 429 with"
            + " Retry-After and nothing else, 0 acknowledged events missing, 0 doubled, ready again"
            + " by itself",
        away.toSeconds(),
        mostMemory);
  }

  @Override
  public Measurement measure(Bench bench, IngestTestbed bed) {
    Service service = bed.ingest();
    long process = service.pid();
    ResidentSet memory = new ResidentSet(process);
    Texts texts = new Texts(name(), 97, true);
    try (Published published = new Published(bed.stack(), texts);
        Clients sending =
            new Clients(List.of(Sender.to(service)), texts, clients, PER_REQUEST, GAP)) {
      published.outputs().follow(around);
      double before = memory.size() / 1024.0;
      long acknowledgedBefore = sending.sum(StreamingClient::acknowledged);
      bench.say("  %,d acknowledged; stopping the broker", acknowledgedBefore);
      bed.stack().stopBroker();
      double most = most(memory, away);
      bed.stack().startBroker();
      long start = System.nanoTime();
      Awaitility.await("ready again").atMost(RECOVERY).until(service::isReady);
      double recovery = (System.nanoTime() - start) / 1e9;
      published.outputs().follow(around);
      sending.finish();
      long acknowledged = sending.sum(StreamingClient::acknowledged);
      published.await(acknowledged);
      bed.group().awaitCommitted(Topics.TEXT_ACCEPTED, SETTLED);
      published.readToEnd();
      long missing = sending.missing(published);
      long undeclared = sending.sum(StreamingClient::undeclared);
      boolean same = service.isRunning() && service.pid() == process;
      most = Math.max(most, memory.size() / 1024.0);
      return Measurement.of(
              String.format(
                  Locale.ROOT,
                  "%,d acknowledged, %d missing, %d doubled; %,d requests repeated, %d other answers;"
                      + " memory %.0f MiB before, %.0f at most; ready %.1f s after the broker, %s",
                  acknowledged,
                  missing,
                  published.doubled(),
                  sending.sum(StreamingClient::repeats),
                  undeclared,
                  before,
                  most,
                  recovery,
                  same ? "the same process" : "ANOTHER PROCESS"),
              missing == 0
                  && published.doubled() == 0
                  && undeclared == 0
                  && most <= mostMemory
                  && acknowledged > acknowledgedBefore
                  && same)
          .withNote(
              String.format(
                  Locale.ROOT,
                  "Of the memory 384 MiB are the heap's limit, 32 MiB of it the buffer's. %d clients, each a request of %d lines after the other; a request that is refused"
                      + " or breaks off is repeated after 50 ms with the same ids.",
                  clients,
                  PER_REQUEST));
    }
  }

  /** MiB. */
  private static double most(ResidentSet memory, Duration time) {
    double most = 0;
    long end = System.nanoTime() + time.toNanos();
    try {
      while (System.nanoTime() < end) {
        most = Math.max(most, memory.size() / 1024.0);
        TimeUnit.MILLISECONDS.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return most;
  }
}
