package io.millrace.workbench.up;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** The loopback ports of one Millrace. */
public record Ports(
    int console, int ingest, int inference, int forecast, int broker, int controller) {

  public static final Ports STANDARD = new Ports(8080, 8081, 8082, 8083, 9092, 10_092);

  /** Some unused ones follow, for what is to come. */
  private static final int HIGHEST_BASE = 65_520;

  /** Of a second Millrace beside the first. */
  static Ports from(int base) {
    if (base < 1024 || base > HIGHEST_BASE) {
      throw new UpException("--port-base must lie in 1024.." + HIGHEST_BASE + ", not " + base);
    }
    return new Ports(base, base + 1, base + 2, base + 3, base + 4, base + 5);
  }

  /** Which nobody listens on at this moment. */
  static Ports free() {
    try (ServerSocket console = socket();
        ServerSocket ingest = socket();
        ServerSocket inference = socket();
        ServerSocket forecast = socket();
        ServerSocket broker = socket();
        ServerSocket controller = socket()) {
      return new Ports(
          console.getLocalPort(),
          ingest.getLocalPort(),
          inference.getLocalPort(),
          forecast.getLocalPort(),
          broker.getLocalPort(),
          controller.getLocalPort());
    } catch (IOException e) {
      throw new UpException("no free ports: " + e.getMessage(), e);
    }
  }

  private static ServerSocket socket() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName(Loopback.HOST));
  }

  Map<String, Integer> byRole() {
    Map<String, Integer> roles = new LinkedHashMap<>();
    roles.put("Kafka broker", broker);
    roles.put("Kafka controller", controller);
    roles.put("ingest-service", ingest);
    roles.put("inference-service", inference);
    roles.put("forecast-service", forecast);
    roles.put("console", console);
    return roles;
  }

  public String bootstrapServers() {
    return Loopback.HOST + ":" + broker;
  }
}
