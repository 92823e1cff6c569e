package io.millrace.benchmarks.forecasting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.workbench.Millrace;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** {@code millrace train} killed again and again, against one that was left alone. */
record ResumeRow(int kills, long seed) implements ProofRow {

  @Override
  public String name() {
    return "killed-and-resumed";
  }

  @Override
  public String requirement() {
    return "millrace train, killed with SIGKILL at "
        + kills
        + " random moments, each after new progress, and started again,"
        + " ends with the weights of an unbroken run, to the bit";
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    try {
      Path folder = Files.createDirectories(bench.cache().resolve("resume"));
      String unbroken = new Training(bench, folder, "unbroken").run(List.of());
      List<Long> moments = moments(new Training(bench, folder, "unbroken").seconds());
      Training broken = new Training(bench, folder, "broken");
      String resumed = broken.run(moments);
      return Measurement.of(
              broken.resumptions
                  + " resumptions, weights "
                  + (resumed.equals(unbroken) ? "equal" : "DIFFERENT"),
              resumed.equals(unbroken) && broken.resumptions == kills)
          .withNote(
              "Killed %s ms after the first checkpoint of each life (seed %d); a checkpoint each 0.5 s; sha256 of the"
                      .formatted(moments, seed)
                  + " weights begins with "
                  + resumed.substring(0, 12)
                  + ".");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Milliseconds from its first checkpoint to the end of each life; together less than the run. */
  private List<Long> moments(double seconds) {
    Random random = new Random(seed);
    List<Long> moments = new ArrayList<>();
    for (int kill = 0; kill < kills; kill++) {
      moments.add((long) (random.nextDouble() * 800 * seconds / kills));
    }
    return moments;
  }

  /** One model, trained by child processes until one of them ends by itself. */
  private static final class Training {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Bench bench;
    private final Path folder;
    private final String name;
    private int resumptions;

    Training(Bench bench, Path folder, String name) {
      this.bench = bench;
      this.folder = folder;
      this.name = name;
    }

    /** The sha256 of the weights. */
    String run(List<Long> moments) throws IOException, InterruptedException {
      Path log = folder.resolve(name + ".log");
      Files.deleteIfExists(log);
      Files.deleteIfExists(checkpoint());
      for (long moment : moments) {
        FileTime before = checkpointed();
        Process life = start(log);
        awaitCheckpoint(life, before);
        if (life.waitFor(moment, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("ended before it was killed; see " + log);
        }
        life.destroyForcibly().waitFor();
      }
      Process last = start(log);
      if (!last.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || last.exitValue() != 0) {
        last.destroyForcibly();
        throw new IllegalStateException("did not end well; see " + log);
      }
      resumptions =
          (int) Files.readAllLines(log).stream().filter(it -> it.startsWith("resumed")).count();
      return provenance().get("weightsSha256").asText();
    }

    double seconds() throws IOException {
      return provenance().get("trainingSeconds").asDouble();
    }

    private JsonNode provenance() throws IOException {
      Path bundle = folder.resolve("models").resolve(name).resolve("1").resolve("model.json");
      return new ObjectMapper().readTree(bundle.toFile()).get("provenance");
    }

    /** A kill must hit a training that has got further, not a JVM that starts. */
    private void awaitCheckpoint(Process life, FileTime before)
        throws IOException, InterruptedException {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (life.isAlive()
          && checkpointed().compareTo(before) <= 0
          && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }

    private Path checkpoint() {
      return folder.resolve("models").resolve(name).resolve(".training.safetensors");
    }

    private FileTime checkpointed() throws IOException {
      return Files.exists(checkpoint())
          ? Files.getLastModifiedTime(checkpoint())
          : FileTime.fromMillis(0);
    }

    private Process start(Path log) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      for (String property :
          List.of("java.io.tmpdir", "org.bytedeco.javacpp.cachedir", "millrace.repository")) {
        String value = System.getProperty(property);
        if (value != null) {
          command.add("-D" + property + "=" + value);
        }
      }
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(Millrace.class.getName(), "train"));
      command.add(bench.file("forecast/ETTh1.csv").toString());
      command.addAll(
          List.of(
              "--name=" + name,
              "--replace=1",
              "--out=" + folder.resolve("models"),
              "--protocol=ett",
              "--horizon=24",
              "--width=128",
              "--epochs=8",
              "--checkpoint-every=PT0.5S"));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("TF_DETERMINISTIC_OPS", "1");
      builder.environment().put("TF_ENABLE_ONEDNN_OPTS", "1");
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return builder.start();
    }
  }
}
