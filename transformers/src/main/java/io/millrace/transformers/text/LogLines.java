package io.millrace.transformers.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads labelled lines: tab-separated, with a header that names at least {@code label} and {@code
 * message}. Other columns are for people.
 */
public final class LogLines {

  private LogLines() {}

  /**
   * @throws InvalidLinesException naming file and line
   */
  public static List<LogLine> read(Path file) throws IOException {
    List<String> rows = Files.readAllLines(file, StandardCharsets.UTF_8);
    List<String> header = rows.isEmpty() ? List.of() : Arrays.asList(rows.get(0).split("\t", -1));
    int label = column(file, header, "label");
    int message = column(file, header, "message");
    List<LogLine> lines = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      String where = file.getFileName() + " line " + (i + 1);
      String[] cells = rows.get(i).split("\t", -1);
      if (cells.length != header.size()) {
        throw new InvalidLinesException(
            where + ": " + cells.length + " columns; the header has " + header.size());
      }
      lines.add(new LogLine(filled(cells[label], where), filled(cells[message], where), where));
    }
    return lines;
  }

  private static String filled(String cell, String where) {
    if (cell.isBlank()) {
      throw new InvalidLinesException(where + ": label or message is empty");
    }
    return cell;
  }

  private static int column(Path file, List<String> header, String name) {
    int found = header.indexOf(name);
    if (found < 0) {
      throw new InvalidLinesException(
          file + " line 1: no column '" + name + "' among " + header + " (tab-separated)");
    }
    return found;
  }
}
