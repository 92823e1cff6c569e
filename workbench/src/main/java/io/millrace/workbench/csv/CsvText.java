package io.millrace.workbench.csv;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The text of a file, of one in gzip too, read as it goes. */
final class CsvText implements Closeable {

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int AHEAD = 1 << 16; // characters

  private final FileChannel channel;
  private final Reader reader;

  private CsvText(FileChannel channel, Reader reader) {
    this.channel = channel;
    this.reader = reader;
  }

  static CsvText open(Path file) throws IOException {
    return open(file, StandardCharsets.UTF_8);
  }

  static CsvText open(Path file, Charset charset) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      InputStream bytes = Channels.newInputStream(channel);
      return new CsvText(channel, withoutMark(reader(file, bytes, charset)));
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  Reader reader() {
    return reader;
  }

  /** How much of the file has been read, from 0 to 1. */
  double progress() throws IOException {
    return channel.size() == 0 ? 1 : (double) channel.position() / channel.size();
  }

  /** The first lines that are not blank, which the reader will yield again. */
  List<String> firstLines(int most) throws IOException {
    reader.mark(AHEAD);
    char[] ahead = new char[AHEAD];
    int length = 0;
    for (int read = 0; read >= 0 && length < AHEAD; ) {
      read = reader.read(ahead, length, AHEAD - length);
      length += Math.max(0, read);
    }
    reader.reset();
    return whole(new String(ahead, 0, length), length == AHEAD)
        .lines()
        .filter(line -> !line.isBlank())
        .limit(most)
        .toList();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** Without the line that the end of what was read ahead cuts in two. */
  private static String whole(String text, boolean cut) {
    int lastBreak = text.lastIndexOf('\n');
    return cut && lastBreak > 0 ? text.substring(0, lastBreak) : text;
  }

  private static Reader reader(Path file, InputStream bytes, Charset charset) throws IOException {
    InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    return new BufferedReader(new InputStreamReader(plain, charset));
  }

  /** Spreadsheets put a byte order mark first, which would become part of the first name. */
  private static Reader withoutMark(Reader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }
}
