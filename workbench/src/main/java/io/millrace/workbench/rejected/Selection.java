package io.millrace.workbench.rejected;

import io.millrace.workbench.up.DurationConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rejections are meant. */
final class Selection {

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "only those that were on this topic, or meant for it")
  @Nullable String topic;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "only those refused by this stage, such as ingest, decode or inference")
  @Nullable String stage;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "only those filed this long ago or later, e.g. 90s, 15m, 24h")
  @Nullable Duration since;

  boolean takes(Rejected rejected) {
    return (topic == null || topic.equals(rejected.rejection().topic()))
        && (stage == null || stage.equals(rejected.rejection().stage()));
  }

  Optional<Instant> start(Instant now) {
    return Optional.ofNullable(since).map(now::minus);
  }

  /** Whether it narrows anything down. */
  boolean isGiven() {
    return topic != null || stage != null || since != null;
  }
}
