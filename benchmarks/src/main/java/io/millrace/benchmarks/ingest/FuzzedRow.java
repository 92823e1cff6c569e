package io.millrace.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.Sender;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Broken events in bodies of every media type, each between events that are not broken.
 *
 * @param payloads at least
 */
record FuzzedRow(int payloads, long seed, Testbeds<IngestTestbed> testbeds) implements IngestRow {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "fuzzed";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "%,d mutated and random payloads of every media type: no 5xx but declared ones, no request"
            + " without an answer, all valid neighbours accepted, each refusal names field and reason",
        payloads);
  }

  /** What was seen so far. */
  private static final class Tally {
    private final Map<String, Long> sent = new TreeMap<>(); // by media type
    private final List<String> wrong = new ArrayList<>();
    private long payloads;
    private long neighbours;
    private long accepted;
    private long refused;

    void wrong(String what) {
      if (wrong.size() < 10) {
        wrong.add(what);
      }
    }
  }

  @Override
  public Measurement measure(Bench bench, IngestTestbed bed) {
    Service service = bed.ingest();
    Sender sender = Sender.to(service);
    Tally tally = new Tally();
    FuzzedBodies bodies = new FuzzedBodies(seed);
    for (long said = 0; tally.payloads < payloads; ) {
      FuzzedBodies.Fuzzed body = bodies.next();
      judge(body, sender.post(body.path(), body.type(), body.bytes()), tally);
      if (tally.payloads - said >= payloads / 10) {
        said = tally.payloads;
        bench.say("  %,d payloads, %,d refused", tally.payloads, tally.refused);
      }
    }
    boolean alive = service.isRunning() && service.isLive();
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%,d payloads: %,d refused with field and reason, %,d taken; %,d of %,d neighbours"
                    + " accepted; %s%s",
                tally.payloads,
                tally.refused,
                tally.payloads - tally.refused,
                Math.min(tally.accepted, tally.neighbours),
                tally.neighbours,
                alive ? "the same process" : "THE SERVICE HAS ENDED",
                tally.wrong.isEmpty() ? "" : "; WRONG: " + tally.wrong),
            tally.wrong.isEmpty() && alive)
        .withNote(
            String.format(
                Locale.ROOT,
                "Seed %d; by media type %s. A payload is one event's bytes, mutated from a valid one"
                    + " or random; in lines, rows and arrays it stands between two valid events.",
                seed,
                tally.sent));
  }

  private static void judge(FuzzedBodies.Fuzzed body, Sender.Answer answer, Tally tally) {
    tally.payloads += body.mutants();
    tally.neighbours += body.neighbours();
    tally.sent.merge(body.type(), (long) body.mutants(), Long::sum);
    String what = body.description() + " as " + body.type() + ": " + answer.status();
    if (!List.of(202, 400, 413, 415, 422).contains(answer.status())) {
      tally.wrong(what + " " + answer.body());
      return;
    }
    JsonNode receipt = tree(answer.body());
    long accepted = receipt.path("accepted").asLong();
    long rejected = receipt.path("rejected").asLong();
    tally.accepted += accepted;
    tally.refused += rejected;
    if (accepted < body.neighbours()) {
      tally.wrong(what + ", a valid neighbour is not accepted: " + answer.body());
    }
    for (JsonNode error : receipt.path("errors")) {
      if (error.path("field").asText().isEmpty() || error.path("reason").asText().isEmpty()) {
        tally.wrong(what + ", a refusal without field or reason: " + answer.body());
      }
    }
    if (answer.status() != 202 && receipt.path("errors").isEmpty() && answer.status() != 413) {
      tally.wrong(what + ", a refusal without errors: " + answer.body());
    }
  }

  private static JsonNode tree(String body) {
    try {
      return JSON.readTree(body.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the answer is no JSON: " + body, e);
    }
  }
}
