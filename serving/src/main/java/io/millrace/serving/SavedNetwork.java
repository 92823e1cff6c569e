package io.millrace.serving;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/**
 * A loaded SavedModel whose signature keeps the contract of its manifest. Safe for use by many
 * threads; closing waits for runs that are under way.
 */
final class SavedNetwork implements AutoCloseable {

  private final ModelBundle bundle;
  private final Contract contract;
  private final Graph graph;
  private final Session session;
  private final SessionFunction function;
  private final NativeLedger ledger;
  private final long nativeBytes;
  private final NativeLedger.Entry weights;

  private SavedNetwork(
      ModelBundle bundle,
      Contract contract,
      SavedModelBundle model,
      SessionFunction function,
      NativeLedger ledger) {
    this.bundle = bundle;
    this.contract = contract;
    // Not the SavedModelBundle itself: it holds the whole graph, weights included, on the Java
    // heap.
    this.graph = model.graph();
    this.session = model.session();
    this.function = function;
    this.ledger = ledger;
    this.nativeBytes = SavedWeights.bytes(bundle.savedModel());
    this.weights = ledger.weights(nativeBytes);
  }

  /**
   * @throws InvalidBundleException naming what of the contract the SavedModel breaks
   */
  static SavedNetwork load(ModelBundle bundle) {
    Contract contract = Contract.of(bundle.manifest());
    SavedModelBundle model = open(bundle);
    try {
      SessionFunction function =
          model.functions().stream()
              .filter(each -> each.signature().key().equals(Contract.SIGNATURE))
              .findFirst()
              .orElseThrow(
                  () ->
                      InvalidBundleException.expected(
                          bundle.savedModel(),
                          "a signature named " + Contract.SIGNATURE,
                          model.signatures().stream().map(each -> each.key()).toList().toString()));
      contract.check(bundle.savedModel(), function.signature());
      return new SavedNetwork(bundle, contract, model, function, NativeLedger.ofThisProcess());
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static SavedModelBundle open(ModelBundle bundle) {
    try {
      return SavedModelBundle.loader(bundle.savedModel().toString())
          .withTags(SavedModelBundle.DEFAULT_TAG)
          .withConfigProto(SessionThreads.configuration())
          .load();
    } catch (TensorFlowException e) {
      throw new InvalidBundleException(
          bundle.savedModel(), "not a SavedModel that loads: " + e.getMessage(), e);
    }
  }

  ModelBundle bundle() {
    return bundle;
  }

  /** See {@link Classifier#nativeBytes()}. */
  long nativeBytes() {
    return nativeBytes;
  }

  /** None yet: what is put in is in the ledger, and the caller's to close. */
  Inputs inputs() {
    return new Inputs(ledger);
  }

  /**
   * Runs the signature and closes its outputs.
   *
   * @param inputs one tensor for each input of the contract, all of one batch size
   * @param rows how many rows of the batch are real: theirs must be finite
   * @throws ModelOutputException if an output is not finite or has another shape than promised
   * @throws ModelUnavailableException if the model is closed or out of memory: not the inputs'
   *     fault
   */
  Outputs run(Inputs inputs, int rows) {
    try (Result result = function.call(inputs.byName());
        NativeLedger.Entry held = ledger.tensors(bytes(result), result.size())) {
      Map<String, float[]> outputs = new HashMap<>();
      for (Port port : contract.outputs()) {
        Tensor tensor = result.get(port.name()).orElseThrow();
        outputs.put(port.name(), values(port, tensor, rows));
      }
      return new Outputs(outputs);
    } catch (TFResourceExhaustedException | IllegalStateException e) {
      throw new ModelUnavailableException(bundle, e);
    }
  }

  private static long bytes(Result result) {
    long bytes = 0;
    for (int i = 0; i < result.size(); i++) {
      bytes += result.get(i).numBytes();
    }
    return bytes;
  }

  private float[] values(Port port, Tensor tensor, int rows) {
    Shape shape = tensor.shape();
    int row = rowSize(port, shape);
    float[] values = new float[Math.toIntExact(shape.size())];
    ((TFloat32) tensor).asRawTensor().data().asFloats().read(values);
    for (int i = 0; i < rows * row; i++) {
      if (!Float.isFinite(values[i])) {
        throw new ModelOutputException(
            bundle, "output " + port.name() + " holds " + values[i] + " in row " + i / row);
      }
    }
    return values;
  }

  private int rowSize(Port port, Shape shape) {
    long[] promised = port.dimensions();
    boolean kept = shape.numDimensions() == promised.length;
    int row = 1;
    for (int axis = 1; axis < promised.length && kept; axis++) {
      kept = shape.get(axis) == promised[axis];
      row *= Math.toIntExact(promised[axis]);
    }
    if (!kept) {
      throw new ModelOutputException(
          bundle, "output " + port + " came back as " + shape + ", not as promised");
    }
    return row;
  }

  /** Waits for runs under way, then frees the session and the graph. */
  @Override
  public void close() {
    session.close();
    graph.close();
    weights.close();
  }
}
