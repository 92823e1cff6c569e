package io.millrace.workbench.up;

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
