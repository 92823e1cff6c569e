package io.millrace.ingest.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder, and a source that reads it. */
abstract class FolderBench {

  static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  static final Duration SETTLE = Duration.ofSeconds(2);

  @TempDir Path directory;

  final RecordedDelivery delivery = new RecordedDelivery();
  final FakePace pace = new FakePace(START, 1_000_000);
  FolderSource source;

  @BeforeEach
  void start() {
    source = new FolderSource(directory, SETTLE, delivery, pace);
  }

  Path drop(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  void settle() throws IOException, InterruptedException {
    source.poll();
    pace.pause(SETTLE);
    source.poll();
  }

  List<String> files(String folder) throws IOException {
    Path exit = directory.resolve(folder);
    if (!Files.exists(exit)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(exit)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  String read(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }
}
