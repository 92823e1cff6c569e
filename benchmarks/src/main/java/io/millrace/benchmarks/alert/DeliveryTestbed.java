package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.Stack;
import io.millrace.benchmarks.Testbed;
import io.millrace.workbench.proof.Bench;
import java.nio.file.Path;

/** With one instance of forecast-service, which delivers what lies on {@code alerts}. */
final class DeliveryTestbed extends Testbed {

  DeliveryTestbed(Stack stack) {
    super(stack, "forecast-service");
  }

  /** With a broker of its own. */
  static DeliveryTestbed fresh(Bench bench, String row) {
    Path folder = bench.cache().resolve("alert-guarantees").resolve(row);
    return new DeliveryTestbed(Stack.fresh(bench.repository(), folder));
  }
}
