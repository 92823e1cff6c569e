package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.ServiceGroup;
import io.millrace.benchmarks.Stack;
import io.millrace.events.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;

/** A {@link Peer} in a process of its own, with the options of a JVM as they come. */
final class PeerProcess implements Contender {

  private static final int HEAP = 1024; // MiB
  private static final short ONE = 1;

  private final String name;
  private final PeerSettings settings;
  private final Process process;

  private PeerProcess(String name, PeerSettings settings, Process process) {
    this.name = name;
    this.settings = settings;
    this.process = process;
  }

  /**
   * Starts it with topics of its own, and returns when it is a member of its group.
   *
   * @param topic unique among the peers of the stack
   */
  static PeerProcess start(Stack stack, String name, String topic, PeerModel model) {
    String outputs = topic + "-outputs";
    int partitions = stack.topics().ends(Topics.TEXT_EVENTS).size();
    PeerSettings settings = model.settings(stack.bootstrapServers(), topic, outputs);
    createTopics(stack, List.of(topic, outputs), partitions);
    PeerProcess peer = new PeerProcess(name, settings, process(stack, settings));
    new ServiceGroup(stack, topic).awaitStable();
    return peer;
  }

  private static void createTopics(Stack stack, List<String> names, int partitions) {
    try {
      stack
          .admin()
          .createTopics(names.stream().map(each -> new NewTopic(each, partitions, ONE)).toList())
          .all()
          .get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("topics " + names + ": " + e.getMessage(), e);
    }
  }

  private static Process process(Stack stack, PeerSettings settings) {
    Path log = stack.folder().resolve(settings.topic() + ".log");
    List<String> words = new ArrayList<>();
    words.add(ProcessHandle.current().info().command().orElse("java"));
    words.add("-Xmx" + HEAP + "m");
    for (String folder : List.of("java.io.tmpdir", "DJL_CACHE_DIR", "ENGINE_CACHE_DIR")) {
      words.add("-D" + folder + "=" + Objects.toString(System.getProperty(folder), "/tmp"));
    }
    words.add("-DOPT_OUT_TRACKING=true");
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Peer.class.getName()));
    words.addAll(settings.words());
    try {
      return new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String topic() {
    return settings.topic();
  }

  @Override
  public String outputs() {
    return settings.outputs();
  }

  @Override
  public String cores() {
    return Cores.of(process.pid());
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
