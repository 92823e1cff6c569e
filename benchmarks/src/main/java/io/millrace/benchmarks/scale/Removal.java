package io.millrace.benchmarks.scale;

import io.millrace.benchmarks.Service;
import java.util.function.Consumer;

/** How an instance goes. */
enum Removal {
  STOPPED("stopped", Service::close),
  KILLED("kill -9", Service::kill);

  private final String words;
  private final Consumer<Service> how;

  Removal(String words, Consumer<Service> how) {
    this.words = words;
    this.how = how;
  }

  void of(Service service) {
    how.accept(service);
  }

  @Override
  public String toString() {
    return words;
  }
}
