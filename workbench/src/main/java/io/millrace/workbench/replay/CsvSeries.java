package io.millrace.workbench.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A CSV file (or one in gzip) with a header: one column is the time, all others are numbers. Empty,
 * {@code NaN} and {@code NA} mean that the value is missing. Reads as it goes, in constant memory.
 */
final class CsvSeries implements Iterator<CsvLine>, AutoCloseable {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .setIgnoreEmptyLines(true)
          .setTrim(true)
          .get();

  /** Java's own parser takes {@code 1f}, {@code 0x1p3} and {@code Infinity} for numbers, too. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private static final Set<String> MISSING = Set.of("", "nan", "NaN", "NA");

  private final Path file;
  private final String time;
  private final FileChannel channel;
  private final CSVParser parser;
  private final List<String> columns;
  private final Iterator<CSVRecord> records;

  private CsvSeries(Path file, String time, FileChannel channel, CSVParser parser) {
    this.file = file;
    this.time = time;
    this.channel = channel;
    this.parser = parser;
    this.columns = parser.getHeaderNames();
    this.records = parser.iterator();
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws ReplayException if it cannot be read or has no such time column
   */
  static CsvSeries open(Path file, String time) {
    try {
      FileChannel channel = FileChannel.open(file);
      CsvSeries series =
          new CsvSeries(file, time, channel, CSVParser.parse(reader(file, channel), FORMAT));
      series.requireColumns();
      return series;
    } catch (NoSuchFileException e) {
      throw new ReplayException(file + " does not exist", e);
    } catch (IOException e) {
      throw new ReplayException(file + " cannot be read: " + e, e);
    } catch (IllegalArgumentException e) {
      throw new ReplayException(file + ":1: the header is unclear: " + e.getMessage(), e);
    }
  }

  /** How much of the file has been read, from 0 to 1. */
  double progress() {
    try {
      return channel.size() == 0 ? 1 : (double) channel.position() / channel.size();
    } catch (IOException e) {
      throw new ReplayException(file + " cannot be read: " + e, e);
    }
  }

  @Override
  public boolean hasNext() {
    return read(records::hasNext);
  }

  /**
   * @throws ReplayException if what follows is no CSV, as after a quote that is never closed
   */
  @Override
  public CsvLine next() {
    return line(read(records::next));
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new ReplayException(file + " cannot be closed: " + e, e);
    }
  }

  private interface Read<T> {
    T get();
  }

  private <T> T read(Read<T> from) {
    try {
      return from.get();
    } catch (UncheckedIOException | IllegalStateException e) {
      String reason = e.getCause() instanceof CSVException csv ? csv.getMessage() : e.getMessage();
      throw new ReplayException(
          file + ":" + parser.getCurrentLineNumber() + ": no CSV from here on: " + reason, e);
    }
  }

  private CsvLine line(CSVRecord record) {
    long line = parser.getCurrentLineNumber();
    if (record.size() != columns.size()) {
      return new CsvLine.Unreadable(
          line, record.size() + " fields where the header has " + columns.size());
    }
    try {
      return new CsvLine.Reading(line, at(record), values(record));
    } catch (ReplayException e) {
      return new CsvLine.Unreadable(line, String.valueOf(e.getMessage()));
    }
  }

  private Instant at(CSVRecord record) {
    String text = record.get(time);
    try {
      return Times.parse(text);
    } catch (DateTimeException e) {
      throw new ReplayException(time + ": '" + text + "' is not a time", e);
    }
  }

  private Map<String, Double> values(CSVRecord record) {
    Map<String, Double> values = new HashMap<>();
    for (String column : columns) {
      String text = record.get(column);
      if (!column.equals(time) && !MISSING.contains(text)) {
        values.put(column, number(column, text));
      }
    }
    return values;
  }

  private static double number(String column, String text) {
    double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(number)) {
      throw new ReplayException(column + ": '" + text + "' is not a number");
    }
    return number;
  }

  private void requireColumns() {
    if (!columns.contains(time)) {
      throw new ReplayException(
          file + ":1: no column '" + time + "'; there are " + String.join(", ", columns));
    }
    if (columns.size() == 1) {
      throw new ReplayException(file + ":1: no column beside the time");
    }
  }

  private static Reader reader(Path file, FileChannel channel) throws IOException {
    InputStream bytes = Channels.newInputStream(channel);
    if (file.toString().endsWith(".gz")) {
      bytes = new GZIPInputStream(bytes);
    }
    return new InputStreamReader(withoutMark(bytes), StandardCharsets.UTF_8);
  }

  /** Spreadsheets put a byte order mark first, which would become part of the first name. */
  private static InputStream withoutMark(InputStream bytes) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(bytes);
    buffered.mark(3);
    byte[] first = buffered.readNBytes(3);
    boolean marked =
        first.length == 3
            && first[0] == (byte) 0xEF
            && first[1] == (byte) 0xBB
            && first[2] == (byte) 0xBF;
    if (!marked) {
      buffered.reset();
    }
    return buffered;
  }
}
