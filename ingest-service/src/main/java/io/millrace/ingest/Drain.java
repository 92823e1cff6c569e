package io.millrace.ingest;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * From when the process is asked to stop, what was accepted is flushed, and no more is taken. The
 * framework's own events of a stop come only after it has waited for the requests under way, which
 * for a stream without end is too late.
 */
@Startup
@Singleton
public class Drain {

  private final Thread hook = new Thread(this::begin, "drain");
  private final List<Runnable> farewells = new CopyOnWriteArrayList<>();
  private volatile boolean begun;

  @PostConstruct
  void listen() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @PreDestroy
  void deafen() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      begin();
    }
  }

  void begin() {
    begun = true;
    farewells.forEach(Runnable::run);
  }

  /** Has something done as soon as the process is asked to stop. */
  public void first(Runnable farewell) {
    farewells.add(farewell);
  }

  boolean hasBegun() {
    return begun;
  }
}
