package io.millrace.ingest.source;

import io.millrace.host.HostTelemetry;
import io.millrace.host.SleepFrames;
import io.millrace.ingest.source.SourcesConfig.Frames;
import io.millrace.ingest.source.SourcesConfig.Logs;
import io.millrace.ingest.source.SourcesConfig.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which sources a configuration asks for. What is wrong with it is said before any of them runs.
 *
 * @param connection to the brokers of this service
 */
record SourcePlan(
    SourcesConfig config, Map<String, String> connection, Delivery delivery, Pace pace) {

  private static final Keys KEYS = Keys.SOURCES;

  /**
   * The sources that are switched on.
   *
   * @param since when this process began
   * @param dropped called for each log message above the cap
   * @throws IllegalArgumentException naming the key that is missing or wrong
   */
  List<Source> sources(Instant since, Runnable dropped) {
    List<Source> sources = new ArrayList<>();
    if (config.host().enabled()) {
      sources.add(host());
    }
    if (config.recorded().enabled()) {
      sources.add(recorded(config.recorded()));
    }
    if (config.logs().enabled()) {
      sources.add(logs(config.logs(), since, dropped));
    }
    if (config.frames().enabled()) {
      sources.add(frames(config.frames()));
    }
    if (config.folder().enabled()) {
      sources.add(folder(config.folder()));
    }
    config.kafka().forEach((name, topic) -> kafka(name, topic).ifPresent(sources::add));
    if (config.mqtt().enabled()) {
      sources.add(new MqttPlan(config.mqtt(), KEYS.under("mqtt")).source(delivery, pace));
    }
    return sources;
  }

  private Source host() {
    KEYS.require(
        config.host().interval().toMillis() >= 1, "host.interval", "must be at least 1 ms");
    return new HostSource(new Telemetry(), config.host().interval(), delivery, pace);
  }

  /** Looks at the machine for the first time on the source's own thread: that takes a second. */
  private static final class Telemetry implements Supplier<Map<String, Double>> {

    private Optional<HostTelemetry> telemetry = Optional.empty();

    @Override
    public Map<String, Double> get() {
      HostTelemetry host = telemetry.orElseGet(HostTelemetry::new);
      telemetry = Optional.of(host);
      return host.read();
    }
  }

  private Source recorded(Recorded recorded) {
    KEYS.require(recorded.file().isPresent(), "recorded.file", "must name a CSV file");
    KEYS.require(recorded.positionFile().isPresent(), "recorded.position-file", "must name a file");
    KEYS.require(recorded.fromRow() >= 0, "recorded.from-row", "must not be negative");
    KEYS.require(
        recorded.speed() > 0 && Double.isFinite(recorded.speed()),
        "recorded.speed",
        "must be greater than 0");
    return new RecordedSource(
        recorded.file().orElseThrow(),
        recorded.fromRow(),
        recorded.speed(),
        recorded.series(),
        new PositionFile(recorded.positionFile().orElseThrow()),
        delivery,
        pace);
  }

  private Source logs(Logs logs, Instant since, Runnable dropped) {
    KEYS.require(logs.directory().isPresent(), "logs.directory", "must name a directory");
    KEYS.require(logs.linesPerSecond() >= 1, "logs.lines-per-second", "must be at least 1");
    return new LogSource(
        logs.directory().orElseThrow(), since, logs.linesPerSecond(), dropped, delivery, pace);
  }

  private Source frames(Frames frames) {
    KEYS.require(
        frames.rateHz() >= 1 && frames.rateHz() <= 128, "frames.rate-hz", "must be 1 to 128");
    KEYS.require(frames.frameLength() >= 1, "frames.frame-length", "must be at least 1");
    SleepFrames sleeps = new SleepFrames(frames.rateHz(), frames.frameLength());
    return new FrameSource(sleeps::nextFrame, delivery);
  }

  private Optional<Source> kafka(String name, ForeignTopicConfig topic) {
    Keys keys = KEYS.under("kafka").under(name);
    return topic.enabled()
        ? Optional.of(new ForeignTopicPlan(name, topic, connection, keys).source(delivery))
        : Optional.empty();
  }

  private Source folder(FolderConfig folder) {
    KEYS.require(folder.directory().isPresent(), "folder.directory", "must name a directory");
    KEYS.require(!folder.settle().isNegative(), "folder.settle", "must not be negative");
    return new FolderSource(folder.directory().orElseThrow(), folder.settle(), delivery, pace);
  }
}
