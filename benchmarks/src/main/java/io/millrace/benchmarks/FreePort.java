package io.millrace.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports nobody listens on at this moment. */
public final class FreePort {

  private static final int LOWEST = 20_000;
  private static final int CONNECTIONS = 32_768; // from there on

  private FreePort() {}

  public static int next() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The first of some in a row. They lie below those that Linux gives to connections, which could
   * take one before it is listened on.
   */
  public static int row(int count) {
    int start = LOWEST + (int) (ProcessHandle.current().pid() % 100) * 100;
    return IntStream.iterate(start, base -> base < CONNECTIONS - count, base -> base + count)
        .filter(base -> IntStream.range(base, base + count).allMatch(FreePort::isFree))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + count + " ports in a row are free"));
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
