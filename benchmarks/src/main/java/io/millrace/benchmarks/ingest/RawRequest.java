package io.millrace.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.benchmarks.Sender;
import io.millrace.benchmarks.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * A request written byte by byte, as no decent client would: its body may be of any length, broken
 * or endless. What the service answers is heard even before the body's end.
 *
 * @param head of further lines, each ended by CRLF
 */
record RawRequest(Service service, String path, String type, String head) {

  private static final int PATIENCE = 60_000; // ms for an answer
  private static final int ANSWER_LIMIT = 200_000; // bytes

  /** Writes a body, in the chunks of HTTP. */
  interface BodyWriter {
    void write(OutputStream out) throws IOException;
  }

  /** The status and what follows; status -1 and no text if the connection was cut instead. */
  Sender.Answer send(BodyWriter body) {
    URI uri = service.at(path);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(PATIENCE);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST "
                  + path
                  + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                  + type
                  + "\r\nTransfer-Encoding: chunked\r\n"
                  + head
                  + "\r\n")
              .getBytes(US_ASCII));
      CompletableFuture<Sender.Answer> answer =
          CompletableFuture.supplyAsync(() -> answer(socket)); // which may come early
      try {
        body.write(new Chunks(out));
        out.write("0\r\n\r\n".getBytes(US_ASCII));
      } catch (SocketException cut) {
        // The service has answered and hung up.
      }
      return answer.join();
    } catch (IOException e) {
      return new Sender.Answer(-1, String.valueOf(e), -1);
    }
  }

  private static final class Chunks extends OutputStream {

    private final OutputStream out;

    Chunks(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      out.write((Integer.toHexString(length) + "\r\n").getBytes(US_ASCII));
      out.write(bytes, start, length);
      out.write("\r\n".getBytes(US_ASCII));
    }
  }

  private static Sender.Answer answer(Socket socket) {
    try {
      return answer(socket.getInputStream());
    } catch (IOException cut) {
      return new Sender.Answer(-1, String.valueOf(cut), -1);
    }
  }

  private static Sender.Answer answer(InputStream in) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    for (int n = in.read(buffer); n >= 0 && read.size() < ANSWER_LIMIT; n = in.read(buffer)) {
      read.write(buffer, 0, n);
      if (isWhole(read.toString(US_ASCII))) {
        break;
      }
    }
    String text = read.toString(US_ASCII);
    if (!text.startsWith("HTTP/1.1 ")) {
      return new Sender.Answer(-1, text, -1);
    }
    int status = Integer.parseInt(text.substring(9, 12));
    return new Sender.Answer(status, text.substring(text.indexOf("\r\n\r\n") + 4), -1);
  }

  private static boolean isWhole(String text) {
    int end = text.indexOf("\r\n\r\n");
    int length = text.toLowerCase(Locale.ROOT).indexOf("content-length:");
    if (end < 0 || length < 0 || length > end) {
      return false;
    }
    String number = text.substring(length + 15, text.indexOf("\r\n", length)).strip();
    return text.length() - end - 4 >= Integer.parseInt(number);
  }
}
