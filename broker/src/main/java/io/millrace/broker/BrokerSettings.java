package io.millrace.broker;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a broker listens and keeps its data.
 *
 * @param port of clients; 0 takes a free one
 * @param controllerPort of the KRaft controller, which talks to itself only; 0 takes a free one
 * @param data the folder of the log; formatted if empty
 * @param security who may come in and what they may do; empty: anybody on the host, anything
 */
public record BrokerSettings(
    String host, int port, int controllerPort, Path data, Optional<BrokerSecurity> security) {

  private static final String LOOPBACK = "127.0.0.1";

  private static final int HIGHEST_PORT = 65_535;

  public BrokerSettings {
    requirePort("port", port);
    requirePort("controllerPort", controllerPort);
    if (port != 0 && port == controllerPort) {
      throw new BrokerException("controllerPort: the broker has port " + port + " already");
    }
  }

  /** Open to anybody who reaches the host. */
  public BrokerSettings(String host, int port, int controllerPort, Path data) {
    this(host, port, controllerPort, data, Optional.empty());
  }

  /** On loopback, on free ports. */
  public static BrokerSettings loopback(Path data) {
    return new BrokerSettings(LOOPBACK, 0, 0, data);
  }

  /** On loopback, on the given port; the controller takes a free one. */
  public static BrokerSettings loopback(Path data, int port) {
    return new BrokerSettings(LOOPBACK, port, 0, data);
  }

  /** Guarded; who comes with a certificate instead of a password has a port of its own. */
  public BrokerSettings guarded(BrokerSecurity by) {
    return new BrokerSettings(host, port, controllerPort, data, Optional.of(by));
  }

  BrokerSettings withPorts(int newPort, int newControllerPort) {
    return new BrokerSettings(host, newPort, newControllerPort, data, security);
  }

  /** Nothing changes if it asks for no certificates. */
  BrokerSettings withCertificatePort(int certificatePort) {
    return new BrokerSettings(
        host, port, controllerPort, data, security.map(each -> each.at(certificatePort)));
  }

  BrokerSettings at(Path folder) {
    return new BrokerSettings(host, port, controllerPort, folder, security);
  }

  private static void requirePort(String name, int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new BrokerException(name + ": " + port + " is not a port");
    }
  }
}
