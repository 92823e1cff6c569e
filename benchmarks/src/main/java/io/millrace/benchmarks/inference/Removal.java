package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Service;
import java.util.function.Consumer;

/** How an instance goes. */
enum Removal {
  STOPPED(Service::close),
  KILLED(Service::kill);

  private final Consumer<Service> how;

  Removal(Consumer<Service> how) {
    this.how = how;
  }

  void of(Service service) {
    how.accept(service);
  }
}
