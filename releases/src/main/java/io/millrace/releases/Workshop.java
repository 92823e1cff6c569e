package io.millrace.releases;

import io.millrace.serving.life.Trial;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What it takes to bring a version of a model into service.
 *
 * @param closer closes versions that are drained
 * @param listener hears what became of each
 */
public record Workshop(
    Trial trial, MemoryLimit memory, Executor closer, Clock clock, LifeListener listener) {

  void served(ModelLife life) {
    listener.served(life);
  }

  void refused(ModelLife life, Throwable reason) {
    listener.refused(life, reason);
  }

  void ended(ModelLife life) {
    listener.ended(life);
  }
}
