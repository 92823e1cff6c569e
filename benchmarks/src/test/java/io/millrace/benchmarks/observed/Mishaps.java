package io.millrace.benchmarks.observed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.millrace.benchmarks.Stack;
import io.millrace.events.EventRecords;
import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.Topics;
import io.millrace.serving.store.BundleDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What does not happen by itself to inference-service: a shadow, and batches that are aborted. It
 * is the model of frames, which is small and soon loaded.
 */
record Mishaps(Stack stack, String instance) {

  private static final String MODEL = "contention";
  private static final String VERSION = "2";
  private static final String SERVICE = "inference-service-";

  /**
   * Releases the model that serves once more, as a shadow of itself; returns when it polls.
   *
   * @return the name of its group
   */
  String shadow() throws IOException {
    Path served = stack.repository().resolve("models/target/bundles/" + MODEL + "/1");
    Path bundle = stack.folder().resolve("observed-models/" + MODEL + "/" + VERSION);
    copy(served, bundle);
    Path manifest = bundle.resolve("model.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"version\" : \"1\"", "\"version\" : \"" + VERSION + "\""));
    Instant at = Instant.now();
    stack.send(
        EventRecords.of(
            new ModelRelease(
                MODEL,
                VERSION,
                bundle.toUri().toString(),
                BundleDigest.of(bundle),
                at,
                Role.SHADOW)));
    stack.flush();
    String group = "%sshadow-%s-%s-%d".formatted(SERVICE, MODEL, VERSION, at.getEpochSecond());
    await("the shadow polls").atMost(Duration.ofSeconds(60)).until(() -> isStable(group));
    return group;
  }

  private boolean isStable(String group) throws Exception {
    return stack.admin().listGroups().all().get().stream()
        .filter(each -> each.groupId().equals(group))
        .anyMatch(each -> each.groupState().equals(Optional.of(GroupState.STABLE)));
  }

  /** Others that share the broker are to have no shadow. */
  void withdraw() {
    String key = new ModelRelease.Slot(MODEL, Role.SHADOW).key();
    stack.send(new ProducerRecord<>(Topics.MODEL_RELEASES, key.getBytes(UTF_8), null));
    stack.flush();
  }

  /** Takes the transactional id from who has it: its next transaction is aborted. */
  void fence(String shadow) {
    for (String id :
        List.of(SERVICE + Topics.SENSOR_EVENTS + "-" + instance + "-0", shadow + "-" + instance)) {
      try (KafkaProducer<byte[], byte[]> other =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", stack.bootstrapServers(), "transactional.id", id),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        other.initTransactions();
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path each : walked(from)) {
      Path target = to.resolve(from.relativize(each).toString());
      if (Files.isDirectory(each)) {
        Files.createDirectories(target);
      } else {
        Files.copy(each, target);
      }
    }
  }

  private static List<Path> walked(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.toList();
    }
  }
}
