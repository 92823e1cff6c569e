package io.millrace.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/**
 * Ports nobody listens on at this moment. They lie below those that Linux gives to connections,
 * which could take one before it is listened on, or while what listens on it is down; and none is
 * given twice by one process.
 */
public final class FreePort {

  private static final int LOWEST = 20_000;
  private static final int CONNECTIONS = 32_768; // from there on

  private static int following = LOWEST + (int) (ProcessHandle.current().pid() % 100) * 100;

  private FreePort() {}

  public static int next() {
    return row(1);
  }

  /** The first of some in a row. */
  public static synchronized int row(int count) {
    int start =
        IntStream.iterate(following, base -> base < CONNECTIONS - count, base -> base + count)
            .filter(base -> IntStream.range(base, base + count).allMatch(FreePort::isFree))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("no " + count + " ports in a row are free"));
    following = start + count;
    return start;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
