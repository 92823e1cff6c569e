package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.Folders;
import io.millrace.benchmarks.FreshUp;
import io.millrace.benchmarks.Latencies;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * {@code millrace up} from a built state, and each service alone without a model.
 *
 * @param most seconds from the command to the first text inference
 * @param mostAlone seconds in which a service starts, as it says itself
 */
record StartUpRow(int turns, double most, double mostAlone, Testbeds<SpeedTestbed> testbeds)
    implements SpeedRow {

  private static final List<String> SERVICES =
      List.of("ingest-service", "inference-service", "forecast-service");

  private static final Pattern FIRST =
      Pattern.compile("first text inference after (\\d+[.]\\d+) s");
  private static final Pattern STARTED = Pattern.compile("started in (\\d+[.]\\d+)s");

  @Override
  public String name() {
    return "start-up";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "./millrace up from a built state: command to first text inference ≤ %.0f s; each service"
            + " alone, without a model, starts in ≤ %.0f s",
        most,
        mostAlone);
  }

  @Override
  public Measurement measure(Bench bench, SpeedTestbed bed) {
    Map<String, Latencies> alone = new LinkedHashMap<>();
    for (String service : SERVICES) {
      alone.put(service, alone(bed, service));
      bench.say("  %s alone: %.1f s", service, alone.get(service).quantile(0.5));
    }
    List<Double> firsts = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      firsts.add(firstInference(bench, bed));
      bench.say("  first text inference after %.1f s", firsts.get(turn));
    }
    double first = Latencies.of(firsts).quantile(0.5);
    double slowest =
        alone.values().stream().mapToDouble(each -> each.quantile(0.5)).max().orElseThrow();
    return new Measurement(
        String.format(Locale.ROOT, "%.1f s; services alone %.1f s at most", first, slowest),
        first <= most && slowest <= mostAlone,
        firsts,
        "Seconds, median of "
            + turns
            + "; all sources on, a data folder of its own each time. Alone, against a broker that runs: "
            + alone.entrySet().stream()
                .map(
                    each ->
                        String.format(
                            Locale.ROOT, "%s %.1f s", each.getKey(), each.getValue().quantile(0.5)))
                .collect(Collectors.joining(", "))
            + ".");
  }

  private Latencies alone(SpeedTestbed bed, String name) {
    List<Double> seconds = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      Map<String, String> settings = new LinkedHashMap<>();
      settings.put("millrace.instance", "alone-" + turn); // and so a log of its own
      if (!name.equals("ingest-service")) {
        settings.put("millrace.models.directories", bed.stack().folder() + "/none");
      }
      try (Service service = bed.stack().start(name, settings)) {
        seconds.add(started(service));
      }
    }
    return Latencies.of(seconds);
  }

  private static double started(Service service) {
    Awaitility.await("it has started")
        .atMost(Duration.ofSeconds(60))
        .until(() -> last(STARTED, String.join("\n", service.logged())) >= 0);
    return last(STARTED, String.join("\n", service.logged()));
  }

  private double firstInference(Bench bench, SpeedTestbed bed) {
    Path data = bed.stack().folder().resolve("up");
    Folders.delete(data);
    Path said = bed.stack().folder().resolve("up.log");
    ProcessBuilder command = FreshUp.of(bench, FreshUp.ports(), data, said, "--for", "8s");
    try {
      command.start().waitFor();
      String output = Files.readString(said, StandardCharsets.UTF_8);
      double first = last(FIRST, output);
      if (first < 0) {
        throw new IllegalStateException("no text inference came; up said: " + output);
      }
      return first;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      Folders.delete(data);
    }
  }

  /** The number that was said last; -1 if none was. */
  private static double last(Pattern pattern, String text) {
    double last = -1;
    for (Matcher found = pattern.matcher(text); found.find(); ) {
      last = Double.parseDouble(found.group(1));
    }
    return last;
  }
}
