package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Stack;
import io.millrace.benchmarks.Testbed;
import io.millrace.workbench.proof.Bench;
import java.nio.file.Path;
import java.util.Map;

/** With the models of the proofs, and instances of inference-service. */
final class InferenceTestbed extends Testbed {

  /** Also what its transactional ids begin with. */
  static final String SERVICE = "inference-service";

  private final ProofModels models;

  InferenceTestbed(Stack stack, ProofModels models) {
    super(stack, SERVICE);
    this.models = models;
  }

  /** With a broker of its own, which {@link #close} stops. */
  static InferenceTestbed fresh(Bench bench, String row) {
    Path folder = bench.cache().resolve("inference-guarantees").resolve(row);
    return on(Stack.fresh(bench.repository(), folder));
  }

  /** With models in the stack's folder. */
  static InferenceTestbed on(Stack stack) {
    return new InferenceTestbed(stack, new ProofModels(stack.folder().resolve("models")));
  }

  ProofModels models() {
    return models;
  }

  /**
   * The only instance, ready.
   *
   * @param roots of bundles, joined by commas
   */
  Service inference(Object roots) {
    return inference(FIRST, roots, Map.of());
  }

  Service inference(String instance, Object roots, Map<String, String> more) {
    return service(instance, roots, more);
  }
}
