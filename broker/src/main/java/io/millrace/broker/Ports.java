package io.millrace.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Settles the ports of a broker before Kafka starts, so that a refusal names the port. */
final class Ports {

  private Ports() {}

  /**
   * The same settings with free ports in place of zeros.
   *
   * @throws BrokerException if a port that was asked for is taken
   */
  static BrokerSettings settled(BrokerSettings settings) {
    // The sockets are held together, so that zeros never become the same port.
    try (ServerSocket clients = bound("port", settings.host(), settings.port());
        ServerSocket controller =
            bound("controllerPort", settings.host(), settings.controllerPort());
        ServerSocket certified =
            bound("certificatePort", settings.host(), certificatePort(settings))) {
      return settings
          .withPorts(clients.getLocalPort(), controller.getLocalPort())
          .withCertificatePort(certified.getLocalPort());
    } catch (IOException e) {
      throw new BrokerException("ports of the broker cannot be tried: " + e.getMessage(), e);
    }
  }

  private static int certificatePort(BrokerSettings settings) {
    return settings.security().map(BrokerSecurity::certificatePort).orElse(0);
  }

  private static ServerSocket bound(String role, String host, int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      // Connections of an earlier run that still linger do not make a port taken.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw new BrokerException(
          role + ": " + host + ":" + port + " is taken (" + e.getMessage() + ")", e);
    }
  }
}
