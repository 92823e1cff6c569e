package io.millrace.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.benchmarks.ResidentSet;
import io.millrace.benchmarks.Sender;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Bodies that are meant to hurt, while a decent client goes on.
 *
 * @param large bytes of a body that is too large for memory
 * @param mostMemory MiB of resident memory
 */
record HostileRow(long large, double mostMemory, Testbeds<IngestTestbed> testbeds)
    implements IngestRow {

  private static final String GRACE = "2S"; // the default of a minute would only take longer

  @Override
  public String name() {
    return "hostile";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "%s: each refused or read correctly, its neighbours accepted, resident memory at most %.0f"
            + " MiB",
        new Attacks(large).all().stream().map(Attack::name).collect(Collectors.joining(", ")),
        mostMemory);
  }

  @Override
  public Measurement measure(Bench bench, IngestTestbed bed) {
    Service service =
        bed.service(
            IngestTestbed.FIRST,
            Map.of("millrace.intake.grace", GRACE, "quarkus.http.read-timeout", "3S"));
    ResidentSet memory = new ResidentSet(service.pid());
    Texts texts = new Texts(name(), 97, true);
    List<String> failed = new ArrayList<>();
    List<Attack> attacks = new Attacks(large).all();
    int number = 0;
    for (Attack attack : attacks) {
      long start = System.nanoTime();
      Sender.Answer answer =
          new RawRequest(service, attack.path(), attack.type(), attack.head()).send(attack.body());
      boolean neighbour =
          Sender.to(service)
              .post("/events/text", Sender.JSON, texts.event(number++).getBytes(US_ASCII))
              .isAccepted();
      boolean met = attack.isMet(answer) && neighbour && service.isRunning();
      bench.say(
          "  %s: %d %s, %d MiB, %.1f s",
          attack.name(),
          answer.status(),
          met ? "as it must be" : "WRONG",
          memory.size() / 1024,
          (System.nanoTime() - start) / 1e9);
      if (!met) {
        failed.add(attack.name() + ": " + answer.status() + " " + shortened(answer.body()));
      }
    }
    double peak = memory.peak() / 1024.0;
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%d of %d as they must be; memory at most %.0f MiB%s",
                attacks.size() - failed.size(),
                attacks.size(),
                peak,
                failed.isEmpty() ? "" : "; NOT: " + failed),
            failed.isEmpty() && peak <= mostMemory)
        .withNote(
            String.format(
                Locale.ROOT,
                "Large = %,d bytes, sent in chunks without a length. After each a decent client's"
                    + " event is accepted. Grace %s and 3 s between bytes instead of a minute and 30"
                    + " s. Headers that trickle hold a connection (of at most 1,000) until two"
                    + " minutes without a byte; they were not tried.",
                large,
                GRACE));
  }

  private static String shortened(String text) {
    return text.length() > 200 ? text.substring(0, 200) : text;
  }
}
