package io.millrace.workbench.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Bytes of whatever kind, for a terminal: as text if they are plain text, else in hexadecimal. */
final class Readable {

  private static final int ROW = 16; // bytes
  private static final int ROWS = 64;
  private static final HexFormat HEX = HexFormat.of();
  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

  private Readable() {}

  /** In one line. */
  static String inline(byte[] bytes) {
    return text(bytes).filter(text -> !text.contains("\n")).orElseGet(() -> HEX.formatHex(bytes));
  }

  /** Text as it is; of other bytes the first {@code 1024}, 16 a line with offset and letters. */
  static List<String> lines(byte[] bytes) {
    return text(bytes).map(text -> text.lines().toList()).orElseGet(() -> dump(bytes));
  }

  /** A control character could do to the terminal what it likes, so bytes with one are no text. */
  private static Optional<String> text(byte[] bytes) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text).filter(t -> t.chars().noneMatch(Readable::isControl));
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static boolean isControl(int character) {
    return Character.isISOControl(character) && "\n\r\t".indexOf(character) < 0;
  }

  private static List<String> dump(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    int shown = Math.min(bytes.length, ROW * ROWS);
    for (int start = 0; start < shown; start += ROW) {
      lines.add(row(bytes, start, Math.min(start + ROW, shown)));
    }
    if (shown < bytes.length) {
      lines.add("… and " + (bytes.length - shown) + " bytes more");
    }
    return lines;
  }

  private static String row(byte[] bytes, int start, int end) {
    StringBuilder letters = new StringBuilder();
    for (int i = start; i < end; i++) {
      letters.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
    }
    return String.format(
        Locale.ROOT, "%08x  %-47s  %s", start, SPACED.formatHex(bytes, start, end), letters);
  }
}
