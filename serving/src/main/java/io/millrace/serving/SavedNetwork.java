package io.millrace.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.Signature.TensorDescription;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * A loaded SavedModel whose signature keeps the contract of its manifest. Safe for use by many
 * threads; closing waits for runs that are under way.
 */
final class SavedNetwork implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.millrace.serving");

  private final ModelBundle bundle;
  private final OpenGraph graph;
  private final List<Port> read;
  private final List<Port> given;
  private final NativeLedger ledger;
  private final long nativeBytes;
  private final NativeLedger.Entry weights;

  private SavedNetwork(
      ModelBundle bundle, OpenGraph graph, List<Port> read, List<Port> given, NativeLedger ledger) {
    this.bundle = bundle;
    this.graph = graph;
    this.read = read;
    this.given = given;
    this.ledger = ledger;
    this.nativeBytes = SavedWeights.bytes(bundle.savedModel());
    this.weights = ledger.weights(nativeBytes);
  }

  /**
   * @param embeddings whether the output {@code embedding}, if it has one, is read in every run,
   *     which costs
   * @throws InvalidBundleException naming what of the contract the SavedModel breaks
   */
  static SavedNetwork load(ModelBundle bundle, boolean embeddings) {
    Contract contract = Contract.of(bundle.manifest());
    OpenGraph graph = open(bundle);
    try {
      contract.check(bundle.savedModel(), graph.signature());
      List<Port> given = contract.given(graph.signature());
      List<Port> read = new ArrayList<>(contract.outputs());
      given.stream()
          .filter(port -> embeddings && port.name().equals(Contract.EMBEDDING))
          .forEach(read::add);
      return new SavedNetwork(
          bundle, graph, List.copyOf(read), given, NativeLedger.ofThisProcess());
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  /** What the device runs fastest, if the bundle has it and TensorFlow takes it. */
  private static OpenGraph open(ModelBundle bundle) {
    SessionConfiguration configuration = SessionConfiguration.ofThisProcess();
    if (configuration.lowered() && Files.exists(bundle.lowered())) {
      try {
        return LoweredGraph.open(bundle, configuration.proto());
      } catch (IOException | RuntimeException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            () ->
                "%s: its graph for CPUs does not run here, the plain one does: %s"
                    .formatted(bundle, e.getMessage()));
      }
    }
    return plain(bundle, configuration.proto());
  }

  private static Signature signature(ModelBundle bundle, List<Signature> signatures) {
    return signatures.stream()
        .filter(each -> each.key().equals(Contract.SIGNATURE))
        .findFirst()
        .orElseThrow(
            () ->
                InvalidBundleException.expected(
                    bundle.savedModel(),
                    "a signature named " + Contract.SIGNATURE,
                    signatures.stream().map(Signature::key).toList().toString()));
  }

  private static OpenGraph plain(ModelBundle bundle, ConfigProto configuration) {
    SavedModelBundle model = load(bundle, configuration);
    try {
      // Not the SavedModelBundle itself: it holds the whole graph, weights included, on the Java
      // heap.
      return new OpenGraph(
          model.graph(), model.session(), signature(bundle, model.signatures()), false);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  private static SavedModelBundle load(ModelBundle bundle, ConfigProto configuration) {
    try {
      return SavedModelBundle.loader(bundle.savedModel().toString())
          .withTags(SavedModelBundle.DEFAULT_TAG)
          .withConfigProto(configuration)
          .load();
    } catch (TensorFlowException | IllegalArgumentException | UnsupportedOperationException e) {
      // TensorFlow's invalid argument is of the second kind, its unimplemented of the third.
      throw new InvalidBundleException(
          bundle.savedModel(), "not a SavedModel that loads: " + e.getMessage(), e);
    }
  }

  ModelBundle bundle() {
    return bundle;
  }

  /** Whether it runs as it was lowered for CPUs. */
  boolean lowered() {
    return graph.lowered();
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
   * @param rows how many rows of the batch are real: they must be finite, and they alone are read
   * @throws ModelOutputException if an output is not finite or has another shape than promised
   * @throws ModelUnavailableException if the model is closed or out of memory: not the inputs'
   *     fault
   */
  Outputs run(Inputs inputs, int rows) {
    return run(inputs, rows, read, OpThreads.POOL);
  }

  /** Whether it has an optional output, whether or not that is read. */
  boolean gives(String optional) {
    return given.stream().anyMatch(port -> port.name().equals(optional));
  }

  /** As {@link #run(Inputs, int)}, but of an optional output that it {@link #gives} alone. */
  Outputs read(Inputs inputs, int rows, String optional) {
    return run(
        inputs,
        rows,
        given.stream().filter(port -> port.name().equals(optional)).toList(),
        OpThreads.POOL);
  }

  /** As {@link #run(Inputs, int)}, with optional outputs that it {@link #gives} beside the rest. */
  Outputs readWith(Inputs inputs, int rows, List<String> optional, OpThreads threads) {
    List<Port> ports = new ArrayList<>(read);
    given.stream().filter(port -> optional.contains(port.name())).forEach(ports::add);
    return run(inputs, rows, ports, threads);
  }

  private Outputs run(Inputs inputs, int rows, List<Port> ports, OpThreads threads) {
    try (Result result = runner(inputs, ports).setOptions(threads.options()).run();
        NativeLedger.Entry held = ledger.tensors(bytes(result), result.size())) {
      Map<String, float[]> outputs = new HashMap<>();
      for (int i = 0; i < ports.size(); i++) {
        requireShape(ports.get(i), result.get(i).shape(), inputs.batch());
        outputs.put(ports.get(i).name(), values(ports.get(i), result.get(i), rows));
      }
      return new Outputs(outputs, rows);
    } catch (TFResourceExhaustedException | IllegalStateException e) {
      throw new ModelUnavailableException(bundle, e);
    }
  }

  /** Fetches what is read and nothing else, so that a graph need not compute the rest. */
  private Session.Runner runner(Inputs inputs, List<Port> ports) {
    Session.Runner runner = graph.session().runner();
    inputs
        .byName()
        .forEach(
            (name, tensor) -> runner.feed(tensorOf(graph.signature().getInputs(), name), tensor));
    ports.forEach(port -> runner.fetch(tensorOf(graph.signature().getOutputs(), port.name())));
    return runner;
  }

  private static String tensorOf(Map<String, TensorDescription> ports, String name) {
    return Objects.requireNonNull(ports.get(name)).name;
  }

  private static long bytes(Result result) {
    long bytes = 0;
    for (int i = 0; i < result.size(); i++) {
      bytes += result.get(i).numBytes();
    }
    return bytes;
  }

  private float[] values(Port port, Tensor tensor, int rows) {
    int row = Math.toIntExact(tensor.shape().size() / tensor.shape().get(0));
    float[] values = new float[rows * row];
    ((TFloat32) tensor).asRawTensor().data().asFloats().read(values);
    int wrong = Finite.firstThatIsNot(values);
    if (wrong >= 0) {
      throw new ModelOutputException(
          bundle, "output " + port.name() + " holds " + values[wrong] + " in row " + wrong / row);
    }
    return values;
  }

  private void requireShape(Port port, Shape shape, int batch) {
    long[] promised = port.dimensions();
    boolean kept = shape.numDimensions() == promised.length && shape.get(0) == batch;
    for (int axis = 1; axis < promised.length && kept; axis++) {
      kept = promised[axis] < 0 || shape.get(axis) == promised[axis];
    }
    if (!kept) {
      throw new ModelOutputException(
          bundle,
          "output %s came back as %s for a batch of %d, not as promised"
              .formatted(port, shape, batch));
    }
  }

  /** Waits for runs under way, then frees the session and the graph. */
  @Override
  public void close() {
    graph.close();
    weights.close();
  }
}
