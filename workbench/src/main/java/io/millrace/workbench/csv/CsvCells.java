package io.millrace.workbench.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The cells of a file of texts, header and all, none of them taken for a number. */
public final class CsvCells {

  private static final int LINES_TO_JUDGE_BY = 10;
  private static final int TAB = '\t';

  private CsvCells() {}

  /**
   * One row.
   *
   * @param line in the file, from 1; of a cell of several lines the last
   */
  public record Row(long line, List<String> cells) {

    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Cells between commas or semicolons, in quotes where they hold one or a line break.
   *
   * @throws InvalidSeriesException if the file cannot be read, or is no CSV from some line on
   */
  public static List<Row> quoted(Path file, Charset charset) {
    return read(
        file,
        charset,
        text -> {
          Delimiter delimiter = Delimiter.of(text.firstLines(LINES_TO_JUDGE_BY));
          CsvRecords records = new CsvRecords(file, text.reader(), delimiter);
          List<Row> rows = new ArrayList<>();
          records.forEachRemaining(cells -> rows.add(new Row(cells.line(), cells.texts())));
          return rows;
        });
  }

  /**
   * Cells between tabs, in which a quote is a quote.
   *
   * @throws InvalidSeriesException if the file cannot be read
   */
  public static List<Row> tabbed(Path file, Charset charset) {
    List<Row> rows = new ArrayList<>();
    for (Row line : lines(file, charset)) {
      rows.add(new Row(line.line(), split(line.cells().get(0))));
    }
    return rows;
  }

  /**
   * The lines that are not blank, each as one cell.
   *
   * @throws InvalidSeriesException if the file cannot be read
   */
  public static List<Row> lines(Path file, Charset charset) {
    return read(
        file,
        charset,
        text -> {
          List<Row> rows = new ArrayList<>();
          BufferedReader reader = new BufferedReader(text.reader());
          long number = 0;
          for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isBlank()) {
              rows.add(new Row(number, List.of(line)));
            }
          }
          return rows;
        });
  }

  private interface Reading {
    List<Row> rows(CsvText text) throws IOException;
  }

  private static List<Row> read(Path file, Charset charset, Reading reading) {
    try (CsvText text = CsvText.open(file, charset)) {
      List<Row> rows = reading.rows(text);
      if (rows.isEmpty()) {
        throw new InvalidSeriesException(file, "is empty");
      }
      return rows;
    } catch (NoSuchFileException e) {
      throw new InvalidSeriesException(file, "there is no such file");
    } catch (IOException e) {
      throw new InvalidSeriesException(file, "cannot be read: " + e.getMessage());
    }
  }

  private static List<String> split(String line) {
    List<String> cells = new ArrayList<>();
    int from = 0;
    for (int tab = line.indexOf(TAB); tab >= 0; tab = line.indexOf(TAB, from)) {
      cells.add(line.substring(from, tab).strip());
      from = tab + 1;
    }
    cells.add(line.substring(from).strip());
    return cells;
  }
}
