package io.millrace.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.millrace.benchmarks.Sender;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * The attacks of the row.
 *
 * @param large bytes of a body that is too large for memory
 */
record Attacks(long large) {

  private static final String TEXT = "/events/text";
  private static final String SERIES = "/events/series";
  private static final String TABLE = "/events/series?series=hostile";
  private static final String CSV = "text/csv";
  private static final int CUT = -1; // the connection, instead of an answer
  private static final int DEEP = 1_000_000;
  private static final int COLUMNS = 10_000_000;
  private static final String EVENT =
      "{\"source\":\"hostile\",\"at\":\"2026-04-01T12:00:00Z\",\"text\":\"x\"}";
  private static final String VALUE =
      "{\"series\":\"hostile\",\"at\":\"2026-04-01T12:00:00Z\",\"values\":{\"x\":";
  private static final byte[] BLOCK = " ".repeat(65_536).getBytes(UTF_8);

  List<Attack> all() {
    List<Attack> all = new ArrayList<>();
    all.addAll(sizes());
    all.addAll(bombs());
    all.addAll(depths());
    all.addAll(encodings());
    return all;
  }

  private List<Attack> sizes() {
    return List.of(
        attack("a large JSON body", TEXT, Sender.JSON, this::blanks, 413, "at most"),
        attack(
            "a large line between two events",
            TEXT,
            Sender.NDJSON,
            out -> {
              line(out, EVENT);
              for (long written = 0; written < large; written += BLOCK.length) {
                out.write(new String(BLOCK, UTF_8).replace(' ', 'x').getBytes(UTF_8));
              }
              line(out, "");
              line(out, EVENT);
            },
            202,
            "\"accepted\":2,\"rejected\":1",
            "must have at most 1000000 bytes"),
        attack(
            "a body that trickles",
            TEXT,
            Sender.NDJSON,
            out -> {
              for (int i = 0; i < 60; i++) {
                out.write(' ');
                pause();
              }
            },
            408,
            "bytes a second"),
        new Attack(
            "a body that never comes",
            TEXT,
            Sender.NDJSON,
            "",
            out -> {
              out.write(' ');
              for (int i = 0; i < 40; i++) {
                pause();
              }
            },
            List.of(408, CUT),
            List.of()));
  }

  private List<Attack> bombs() {
    return List.of(
        new Attack(
            "a gzip bomb",
            TEXT,
            Sender.NDJSON,
            "Content-Encoding: gzip\r\n",
            out -> {
              GZIPOutputStream zipped = new GZIPOutputStream(out, 65_536);
              blanks(zipped);
              zipped.finish();
            },
            List.of(413),
            List.of("must grow to at most")),
        new Attack(
            "a zstd bomb",
            TEXT,
            Sender.NDJSON,
            "Content-Encoding: zstd\r\n",
            out -> {
              ZstdOutputStreamNoFinalizer zipped = new ZstdOutputStreamNoFinalizer(out);
              blanks(zipped);
              zipped.close();
            },
            List.of(413),
            List.of("must grow to at most")),
        new Attack(
            "gzip that is none",
            TEXT,
            Sender.NDJSON,
            "Content-Encoding: gzip\r\n",
            out -> line(out, EVENT),
            List.of(400),
            List.of("Content-Encoding")));
  }

  private List<Attack> depths() {
    return List.of(
        attack(
            "an array a million deep",
            TEXT,
            Sender.JSON,
            out -> out.write("[".repeat(DEEP).getBytes(UTF_8)),
            400,
            "json"),
        attack(
            "an object a hundred thousand deep between two events",
            TEXT,
            Sender.NDJSON,
            out -> {
              line(out, EVENT);
              line(out, "{\"a\":".repeat(DEEP / 10));
              line(out, EVENT);
            },
            202,
            "\"accepted\":2,\"rejected\":1"),
        attack(
            "ten million columns",
            TABLE,
            CSV,
            out -> {
              line(out, "time" + ",x".repeat(COLUMNS));
              line(out, "2026-04-01T12:00:00Z" + ",1".repeat(COLUMNS));
            },
            422,
            "at most 1000000 bytes a line"));
  }

  private List<Attack> encodings() {
    return List.of(
        attack(
            "invalid UTF-8 between two events",
            TEXT,
            Sender.NDJSON,
            out -> {
              line(out, EVENT);
              out.write(EVENT.replace("\"x\"", "\"\u00ff\u00fe\"").getBytes(ISO_8859_1));
              line(out, "");
              line(out, EVENT);
            },
            202,
            "\"accepted\":2,\"rejected\":1",
            "UTF-8"),
        attack(
            "invalid UTF-8 in a table",
            TABLE,
            CSV,
            out -> {
              line(out, "time,x");
              out.write("2026-04-01T12:00:00Z,\u00ff\n".getBytes(ISO_8859_1));
              line(out, "2026-04-01T12:00:00Z,2");
            },
            202,
            "\"accepted\":1,\"rejected\":1",
            "UTF-8"),
        attack("NaN", SERIES, Sender.JSON, out -> line(out, VALUE + "NaN}}"), 400, "NaN"),
        attack(
            "Infinity in a table",
            TABLE,
            CSV,
            out -> {
              line(out, "time,x");
              line(out, "2026-04-01T12:00:00Z,Infinity");
              line(out, "2026-04-01T12:00:00Z,1e999");
            },
            422,
            "values.x",
            "finite"),
        attack("1e999", SERIES, Sender.JSON, out -> line(out, VALUE + "1e999}}"), 422, "values.x"),
        attack(
            "a byte order mark, CRLF",
            TEXT,
            Sender.NDJSON,
            out -> {
              line(out, "\uFEFF" + EVENT + "\r");
              line(out, EVENT + "\r");
              line(out, "\r");
            },
            202,
            "\"accepted\":2,\"rejected\":0"),
        attack(
            "a byte order mark, CRLF in a table",
            TABLE,
            CSV,
            out -> {
              line(out, "\uFEFFtime,x,y\r");
              line(out, "2026-04-01T12:00:00Z,1,\r");
            },
            202,
            "\"accepted\":1,\"rejected\":0"));
  }

  private static Attack attack(
      String name,
      String path,
      String type,
      RawRequest.BodyWriter body,
      int status,
      String... words) {
    return new Attack(name, path, type, "", body, List.of(status), List.of(words));
  }

  private void blanks(OutputStream out) throws IOException {
    for (long written = 0; written < large; written += BLOCK.length) {
      out.write(BLOCK);
    }
  }

  private static void line(OutputStream out, String text) throws IOException {
    out.write((text + "\n").getBytes(UTF_8));
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
