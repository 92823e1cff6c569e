package io.millrace.benchmarks;

import java.util.HashMap;
import java.util.Map;

/**
 * Where a row is measured: a stack, and instances of one service, which stay up until another
 * configuration is asked for.
 */
public abstract class Testbed implements AutoCloseable {

  /** The instance of rows that need one only. */
  public static final String FIRST = "0";

  private record Running(Map<String, String> settings, Service service) {}

  private final Stack stack;
  private final String service;
  private final Map<String, Running> running = new HashMap<>(); // by instance

  /**
   * @param service its name, which is also its consumer group's
   */
  protected Testbed(Stack stack, String service) {
    this.stack = stack;
    this.service = service;
  }

  public final Stack stack() {
    return stack;
  }

  public final ServiceGroup group() {
    return new ServiceGroup(stack, service);
  }

  /**
   * An instance, ready: the one that runs, if its configuration is the same.
   *
   * @param roots of bundles, joined by commas
   */
  public final Service service(String instance, Object roots, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("millrace.models.directories", roots.toString());
    return service(instance, settings);
  }

  /** An instance of a service without models, ready: the one that runs, if it is the same. */
  public final Service service(String instance, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("millrace.instance", instance);
    Running before = running.get(instance);
    if (before != null && before.settings.equals(settings) && before.service.isRunning()) {
      return before.service.ready();
    }
    stop(instance);
    Service started = stack.start(service, settings);
    running.put(instance, new Running(settings, started));
    return started.ready();
  }

  /** Stops an instance, if it runs. */
  public final void stop(String instance) {
    Running ended = running.remove(instance);
    if (ended != null) {
      ended.service.close();
    }
  }

  public final void stopServices() {
    Map.copyOf(running).keySet().forEach(this::stop);
  }

  @Override
  public void close() {
    stopServices();
    stack.close();
  }
}
