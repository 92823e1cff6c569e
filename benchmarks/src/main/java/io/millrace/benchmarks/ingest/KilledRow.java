package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Killer;
import io.millrace.benchmarks.Life;
import io.millrace.benchmarks.Lives;
import io.millrace.benchmarks.Sender;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Many clients stream while the service is killed and started again, and repeat what was not
 * acknowledged.
 *
 * @param clients at once
 * @param kills of the service
 * @param open how many of them, at least, with a transaction of published events open
 * @param latest of the seeded moments, after a life's first commit
 */
record KilledRow(
    int clients, int kills, int open, Duration latest, long seed, Testbeds<IngestTestbed> testbeds)
    implements IngestRow {

  private static final int PER_REQUEST = 50;
  private static final long GAP = 100; // ms between a client's requests
  private static final Duration SETTLED = Duration.ofSeconds(90);

  @Override
  public String name() {
    return "killed";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "%d clients streaming while the service is killed and started again at least %d times, %d of"
            + " them with a transaction open, each"
            + " repeating with the same ids what was not acknowledged: every acknowledged event on"
            + " its topic exactly once",
        clients,
        kills,
        open);
  }

  @Override
  public Measurement measure(Bench bench, IngestTestbed bed) {
    Service service = bed.ingest();
    Texts texts = new Texts(name(), 97, true);
    Lives lives = new Lives(kills, open);
    try (Published published = new Published(bed.stack(), texts);
        Clients sending =
            new Clients(List.of(Sender.to(service)), texts, clients, PER_REQUEST, GAP)) {
      killer(bed, service, published)
          .kill(
              lives,
              life ->
                  bench.say(
                      "  life %d: %s; %,d events published",
                      lives.count(), life, published.events()));
      sending.finish();
      long acknowledged = sending.sum(StreamingClient::acknowledged);
      published.await(acknowledged);
      bed.group().awaitCommitted(Topics.TEXT_ACCEPTED, SETTLED);
      published.readToEnd();
      return measurement(published, sending, acknowledged, lives);
    }
  }

  private Killer killer(IngestTestbed bed, Service service, Published published) {
    return new Killer(
        service,
        bed.group(),
        Topics.TEXT_ACCEPTED,
        published.outputs(),
        latest.minus(Life.EARLIEST),
        new Random(seed));
  }

  private Measurement measurement(
      Published published, Clients sending, long acknowledged, Lives lives) {
    long missing = sending.missing(published);
    long undeclared = sending.sum(StreamingClient::undeclared);
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%,d acknowledged, %d missing, %d doubled; %s; %,d requests were repeated",
                acknowledged,
                missing,
                published.doubled(),
                lives,
                sending.sum(StreamingClient::repeats)),
            missing == 0
                && published.doubled() == 0
                && published.events() == acknowledged
                && undeclared == 0
                && lives.areAsWanted())
        .withNote(
            String.format(
                Locale.ROOT,
                "Requests of %d lines; killed %d to %d ms after the first commit of published events"
                    + " that was seen once it was ready, seed %d. Open = the broker still lists"
                    + " the transaction when the process is dead. Counted by a read_committed reader of text-events. Answers that were neither 202 nor"
                    + " 429 or 503 with Retry-After: %d.",
                PER_REQUEST,
                lives.shortest(),
                lives.longest(),
                seed,
                undeclared));
  }
}
