package io.millrace.benchmarks.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.benchmarks.alert.NabFile.Labelled;
import io.millrace.benchmarks.alert.NabFile.Row;
import io.millrace.workbench.proof.Bench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The files of the Numenta Anomaly Benchmark that are at hand, in the order of their names. */
final class NabCorpus {

  private static final String FOLDER = "anomaly/NAB/";

  private NabCorpus() {}

  static List<NabFile> read(Bench bench) {
    try {
      JsonNode windows =
          new ObjectMapper().readTree(bench.file(FOLDER + "combined_windows.json").toFile());
      List<String> names = new ArrayList<>();
      windows.fieldNames().forEachRemaining(names::add);
      names.removeIf(name -> !Files.isRegularFile(bench.data().resolve(FOLDER + name)));
      names.sort(String::compareTo);
      List<NabFile> files = new ArrayList<>(names.size());
      for (String name : names) {
        files.add(read(name, bench.file(FOLDER + name), windows.path(name)));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(FOLDER + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static NabFile read(String name, Path file, JsonNode windows) throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      rows.add(new Row(time(cells[0]), Double.parseDouble(cells[1])));
    }
    List<Labelled> labelled = new ArrayList<>();
    windows.forEach(it -> labelled.add(labelled(rows, it)));
    return new NabFile(name, rows, labelled);
  }

  /** The rows whose times lie between the two of a window, these included. */
  private static Labelled labelled(List<Row> rows, JsonNode window) {
    Instant from = time(window.path(0).asText());
    Instant to = time(window.path(1).asText());
    int left = -1;
    int right = -1;
    for (int row = 0; row < rows.size(); row++) {
      Instant at = rows.get(row).at();
      if (!at.isBefore(from) && !at.isAfter(to)) {
        left = left < 0 ? row : left;
        right = row;
      }
    }
    return new Labelled(left, right);
  }

  private static Instant time(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }
}
