package io.millrace.benchmarks.speed;

import io.millrace.benchmarks.Service;
import io.millrace.events.Topics;

/** A process that answers texts of one topic on another, in transactions. */
interface Contender extends AutoCloseable {

  String name();

  /** That it reads. */
  String topic();

  /** That it writes. */
  String outputs();

  /** Cores that it may run on, as the system lists them. */
  String cores();

  @Override
  void close();

  /** inference-service. */
  record Ours(Service service) implements Contender {

    @Override
    public String name() {
      return "Millrace";
    }

    @Override
    public String topic() {
      return Topics.TEXT_EVENTS;
    }

    @Override
    public String outputs() {
      return Topics.INFERENCES;
    }

    @Override
    public String cores() {
      return Cores.of(service.pid());
    }

    @Override
    public void close() {
      service.close();
    }
  }
}
