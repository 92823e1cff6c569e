package io.millrace.workbench.frames;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.host.HostTelemetry;
import io.millrace.host.SleepFrames;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes labelled frames, one JSON object a line, with the share of the machine's processors that
 * was in use, and that others than this process used, during each frame: it shows afterwards
 * whether the load was the one that the label claims.
 */
public final class FrameRecorder {

  private static final int RATE_HZ = 100;
  private static final int LENGTH = 100; // samples a frame
  private static final double MICROSECONDS_PER_MILLISECOND = 1e3;

  private final String label;
  private final ObjectMapper json = new ObjectMapper();
  private final HostTelemetry telemetry = new HostTelemetry();
  private final OwnProcessor own = new OwnProcessor(System::nanoTime);

  public FrameRecorder(String label) {
    this.label = label;
  }

  /**
   * What was recorded.
   *
   * @param foreign mean share of the processors that others than this process used, 0 to 1
   */
  public record Recording(int frames, double foreign) {}

  /**
   * Records under {@code threads} computing threads.
   *
   * @param file must not exist yet; compressed if its name ends in {@code .gz}
   * @param bursts whether the threads compute in bursts
   */
  public Recording record(Path file, Duration length, int threads, boolean bursts)
      throws IOException, InterruptedException {
    try (BufferedWriter out = open(file);
        KnownLoad load = new KnownLoad(threads, bursts, label.hashCode())) {
      return record(out, length);
    }
  }

  private Recording record(BufferedWriter out, Duration length)
      throws IOException, InterruptedException {
    SleepFrames source = new SleepFrames(RATE_HZ, LENGTH);
    source.nextFrame(); // while the load starts
    telemetry.read();
    own.read();
    long end = System.nanoTime() + length.toNanos();
    int frames = 0;
    double foreignSum = 0;
    while (System.nanoTime() < end) {
      SleepFrames.Frame frame = source.nextFrame();
      double total = telemetry.read().getOrDefault("cpu", 0.0);
      double foreign = Math.max(0, total - own.read());
      out.write(json.writeValueAsString(line(frame, total, foreign)));
      out.newLine();
      frames++;
      foreignSum += foreign;
    }
    return new Recording(frames, foreignSum / frames);
  }

  private Map<String, Object> line(SleepFrames.Frame frame, double total, double foreign) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("label", label);
    line.put("at", frame.at().toString());
    line.put("rateHz", frame.rateHz());
    line.put("cpu", rounded(total));
    line.put("foreignCpu", rounded(foreign));
    Map<String, double[]> channels = new LinkedHashMap<>();
    frame
        .channels()
        .forEach(
            (name, samples) ->
                channels.put(name, Arrays.stream(samples).map(FrameRecorder::rounded).toArray()));
    line.put("channels", channels);
    return line;
  }

  private static double rounded(double value) {
    return Math.round(value * MICROSECONDS_PER_MILLISECOND) / MICROSECONDS_PER_MILLISECOND;
  }

  private static BufferedWriter open(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
    OutputStream chosen = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
    return new BufferedWriter(new OutputStreamWriter(chosen, StandardCharsets.UTF_8));
  }
}
