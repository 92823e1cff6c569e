package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Stack;
import io.millrace.benchmarks.Testbed;
import io.millrace.workbench.proof.Bench;
import java.nio.file.Path;
import java.util.Map;

/** With instances of ingest-service. */
final class IngestTestbed extends Testbed {

  /** Also its consumer group's name, and what its transactional ids begin with. */
  static final String SERVICE = "ingest-service";

  IngestTestbed(Stack stack) {
    super(stack, SERVICE);
  }

  /** With a broker of its own, which {@link #close} stops. */
  static IngestTestbed fresh(Bench bench, String row) {
    Path folder = bench.cache().resolve("ingest-guarantees").resolve(row);
    return new IngestTestbed(Stack.fresh(bench.repository(), folder));
  }

  /** The only instance, ready. */
  Service ingest() {
    return service(FIRST, Map.of());
  }
}
