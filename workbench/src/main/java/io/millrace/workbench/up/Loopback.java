package io.millrace.workbench.up;

import java.net.URI;

/** Everything listens here and nowhere else. */
final class Loopback {

  static final String HOST = "127.0.0.1";

  private Loopback() {}

  static URI http(int port) {
    return URI.create("http://" + HOST + ":" + port);
  }
}
