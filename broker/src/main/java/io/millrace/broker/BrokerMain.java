package io.millrace.broker;

import java.nio.file.Path;

/** The broker as a process: {@code BrokerMain DATA_FOLDER HOST PORT CONTROLLER_PORT}. */
public final class BrokerMain {

  private static final int USAGE = 2;

  private BrokerMain() {}

  public static void main(String[] arguments) {
    // Before any class takes a logger. An embedded broker logs as its host process does.
    System.setProperty("log4j2.configurationFile", "classpath:broker-log4j2.xml");
    try {
      run(settings(arguments));
    } catch (BrokerException e) {
      System.err.println("broker: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(BrokerSettings settings) {
    Broker broker = Broker.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop"));
    System.out.println("broker: ready on " + broker.bootstrapServers());
    broker.awaitShutdown();
  }

  private static BrokerSettings settings(String[] arguments) {
    if (arguments.length != 4) {
      System.err.println("broker: usage: BrokerMain DATA_FOLDER HOST PORT CONTROLLER_PORT");
      System.exit(USAGE);
    }
    return new BrokerSettings(
        arguments[1], port(arguments[2]), port(arguments[3]), Path.of(arguments[0]));
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BrokerException("'" + text + "' is not a port", e);
    }
  }
}
