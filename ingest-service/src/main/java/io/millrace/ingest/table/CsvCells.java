package io.millrace.ingest.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.InvalidEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The cells of one line of CSV.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvCells {

  /** The field of a complaint about a line as a whole. */
  static final String WHOLE = "csv";

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int LIMIT = 1_000_000; // bytes, as the gate's of an event

  private CsvCells() {}

  /**
   * @throws InvalidEventException if it is none
   */
  static List<String> of(byte[] line) {
    if (line.length > LIMIT) {
      throw new InvalidEventException(WHOLE, "must have at most " + LIMIT + " bytes a line");
    }
    try (CSVParser parser = CSVParser.parse(text(line), CSVFormat.RFC4180)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() > 1) {
        throw new InvalidEventException(WHOLE, "has a carriage return inside the line");
      }
      return records.isEmpty() ? List.of() : records.get(0).toList();
    } catch (IOException | UncheckedIOException broken) {
      throw new InvalidEventException(WHOLE, "has a quoted cell that does not end with its quote");
    }
  }

  private static String text(byte[] line) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException notText) {
      throw new InvalidEventException(WHOLE, "is not UTF-8");
    }
  }
}
