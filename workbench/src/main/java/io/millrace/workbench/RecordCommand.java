package io.millrace.workbench;

import io.millrace.host.HostTelemetry;
import io.millrace.workbench.frames.FrameRecorder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Writes this machine's telemetry to a CSV file, one row a second, until its time is over; or, with
 * {@code --frames}, labelled frames of timed sleeps under a known load.
 */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    description =
        "Records this machine's telemetry once a second into a CSV file, or frames of timed sleeps.")
final class RecordCommand implements Callable<Integer> {

  private static final long SECOND_MILLIS = 1000;

  @Parameters(paramLabel = "FILE", description = "where the rows go; must not exist yet")
  Path file = Path.of("recording.csv");

  @Option(names = "--for", defaultValue = "2h", description = "how long, e.g. 90s, 15m, 2h")
  String length = "2h";

  @Option(
      names = "--frames",
      paramLabel = "LABEL",
      description = "record frames of timed sleeps, labelled, as NDJSON (gzip if FILE ends in .gz)")
  @Nullable String frames;

  @Option(
      names = "--load",
      paramLabel = "N",
      defaultValue = "0",
      description = "with --frames: keep N threads computing meanwhile")
  int load;

  @Option(
      names = "--bursts",
      description = "with --frames and --load: compute in bursts of 50 to 500 ms")
  boolean bursts;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return frames == null ? recordTelemetry() : recordFrames(frames);
  }

  private int recordFrames(String label) throws IOException, InterruptedException {
    FrameRecorder.Recording recording =
        new FrameRecorder(label).record(file, Durations.parse(length), load, bursts);
    System.out.printf(
        Locale.ROOT,
        "%d frames of '%s' in %s; others used %.1f %% of the processors%n",
        recording.frames(),
        label,
        file,
        100 * recording.foreign());
    return 0;
  }

  private int recordTelemetry() throws IOException {
    Instant end = Instant.now().plus(Durations.parse(length));
    HostTelemetry telemetry = new HostTelemetry();
    try (PrintWriter out =
        new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), true)) {
      out.println("time," + String.join(",", HostTelemetry.VARIATES));
      for (Instant at = nextSecond(); at.isBefore(end); at = nextSecond()) {
        awaitInstant(at);
        out.println(row(at, telemetry.read()));
      }
    }
    return 0;
  }

  static String row(Instant at, Map<String, Double> values) {
    List<String> names = HostTelemetry.VARIATES;
    return at
        + names.stream()
            .map(name -> "," + (values.containsKey(name) ? number(values.get(name)) : ""))
            .collect(Collectors.joining());
  }

  /** Six significant digits, which is what a kernel counter is worth. */
  private static String number(Double value) {
    String text = String.format(Locale.ROOT, "%.6g", value);
    double rounded = Double.parseDouble(text);
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
        ? Long.toString((long) rounded)
        : Double.toString(rounded);
  }

  private static Instant nextSecond() {
    return Instant.ofEpochSecond(Instant.now().getEpochSecond() + 1);
  }

  private static void awaitInstant(Instant at) {
    for (Duration left = Duration.between(Instant.now(), at);
        !left.isNegative() && !left.isZero();
        left = Duration.between(Instant.now(), at)) {
      LockSupport.parkNanos(Math.min(left.toNanos(), TimeUnit.MILLISECONDS.toNanos(SECOND_MILLIS)));
    }
  }
}
