package io.millrace.serving;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/**
 * Reads the network of a bundle as it was lowered for CPUs. Its file has no weights: placeholders
 * with the attribute {@code _weight} name constants of the SavedModel beside it, which become
 * variables here.
 */
final class LoweredGraph {

  private LoweredGraph() {}

  /**
   * Loads it and runs it once, on rows of ones.
   *
   * @throws IOException if a file cannot be read
   * @throws RuntimeException if the SavedModel lacks a weight, or this TensorFlow an op
   */
  static OpenGraph open(ModelBundle bundle, ConfigProto configuration) throws IOException {
    MetaGraphDef lowered = MetaGraphDef.parseFrom(Files.readAllBytes(bundle.lowered()));
    SignatureDef ports = lowered.getSignatureDefMap().get(Contract.SIGNATURE);
    if (ports == null) {
      throw InvalidBundleException.expected(
          bundle.lowered(),
          "a signature named " + Contract.SIGNATURE,
          lowered.getSignatureDefMap().keySet().toString());
    }
    WeightVariables weights = weights(lowered.getGraphDef(), bundle.savedModel());
    OpenGraph open = imported(weights.graph(), ports, configuration);
    try {
      weights.fill(open.session());
      tryOut(open, ports);
      return open;
    } catch (RuntimeException | Error e) {
      open.close();
      throw e;
    }
  }

  private static OpenGraph imported(GraphDef whole, SignatureDef ports, ConfigProto configuration) {
    Graph graph = new Graph();
    try {
      graph.importGraphDef(whole);
      Signature signature = signature(graph, ports);
      // The last that can fail: a graph waits for its sessions when it is closed.
      Session session = new Session(graph, optimised(configuration));
      return new OpenGraph(graph, session, signature, true);
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  /**
   * With TensorFlow's graph optimizer, which has no weights to copy here, but for its remapper:
   * that one fuses layer norms of its own, and ignores their epsilon, 3e-3 off.
   */
  private static ConfigProto optimised(ConfigProto configuration) {
    ConfigProto.Builder optimised = configuration.toBuilder();
    optimised
        .getGraphOptionsBuilder()
        .getRewriteOptionsBuilder()
        .setDisableMetaOptimizer(false)
        .setRemapping(RewriterConfig.Toggle.OFF);
    return optimised.build();
  }

  private static WeightVariables weights(GraphDef lowered, Path savedModel) throws IOException {
    Map<String, NodeDef> constants = constants(savedModel);
    return new WeightVariables(
        lowered,
        name -> {
          NodeDef constant = constants.get(name);
          if (constant == null) {
            throw InvalidBundleException.expected(savedModel, "a constant named " + name, "none");
          }
          return constant;
        });
  }

  private static Map<String, NodeDef> constants(Path savedModel) throws IOException {
    Map<String, NodeDef> constants = new HashMap<>();
    CodedInputStream in = mapped(savedModel.resolve("saved_model.pb"));
    for (NodeDef node : SavedModel.parseFrom(in).getMetaGraphs(0).getGraphDef().getNodeList()) {
      if (node.getOp().equals("Const")) {
        constants.put(node.getName(), node);
      }
    }
    return constants;
  }

  /** Of a file whose weights need not be copied to the Java heap. */
  private static CodedInputStream mapped(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
      in.enableAliasing(true);
      return in;
    }
  }

  private static Signature signature(Graph graph, SignatureDef ports) {
    Signature.Builder signature = Signature.builder(Contract.SIGNATURE);
    ports.getInputsMap().forEach((name, port) -> signature.input(name, operand(graph, port)));
    ports.getOutputsMap().forEach((name, port) -> signature.output(name, operand(graph, port)));
    return signature.build();
  }

  private static Operand<?> operand(Graph graph, TensorInfo port) {
    int colon = port.getName().lastIndexOf(':');
    return graph
        .operationOrThrow(port.getName().substring(0, colon))
        .output(Integer.parseInt(port.getName().substring(colon + 1)));
  }

  /** An op that this TensorFlow has no kernel for is missed only when it runs. */
  private static void tryOut(OpenGraph open, SignatureDef ports) {
    Session.Runner runner = open.session().runner();
    Map<String, TType> inputs = new HashMap<>();
    try {
      ports
          .getInputsMap()
          .forEach(
              (name, port) -> {
                inputs.put(name, ones(port));
                runner.feed(port.getName(), Objects.requireNonNull(inputs.get(name)));
              });
      ports.getOutputsMap().values().forEach(port -> runner.fetch(port.getName()));
      runner.run().close();
    } finally {
      inputs.values().forEach(TType::close);
    }
  }

  /** Of one row, and of one step along whatever axis may be of any length. */
  private static TType ones(TensorInfo port) {
    Shape shape =
        Shape.of(
            port.getTensorShape().getDimList().stream()
                .mapToLong(axis -> Math.max(1, axis.getSize()))
                .toArray());
    return switch (port.getDtype()) {
      case DT_INT32 ->
          TInt32.tensorOf(shape, tensor -> tensor.scalars().forEach(each -> each.setInt(1)));
      case DT_FLOAT ->
          TFloat32.tensorOf(shape, tensor -> tensor.scalars().forEach(each -> each.setFloat(1)));
      default -> throw new IllegalArgumentException("no input of type " + port.getDtype());
    };
  }
}
