package io.millrace.serving;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.ByteDataBuffer;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/**
 * Puts a graph's large borrowed weights into variables, together with whatever its ops make of
 * weights alone: slices, scales, joined matrices. So these are computed once, and the graph itself
 * stays small, of which TensorFlow keeps a copy for each set of outputs that is asked for. Small
 * ones become constants, which TensorFlow folds and whose products are faster (decision 0021).
 */
final class WeightVariables {

  /** The attribute of a placeholder that names the constant it stands for. */
  private static final String WEIGHT = "_weight";

  private static final int CHUNK = 1 << 20;

  /** Bytes: less than a square matrix of MiniLM, more than any of the forecasters on board. */
  private static final int LARGE = 1 << 19;

  /** What a node's value hangs on. */
  private enum Source {
    CONSTANTS,
    WEIGHTS,
    INPUTS
  }

  private final int large;
  private final Map<String, NodeDef> nodes = new LinkedHashMap<>();
  private final Map<String, Source> sources = new HashMap<>();
  private final Map<String, NodeDef> fed = new LinkedHashMap<>();
  private final List<String> assignments = new ArrayList<>();
  private final GraphDef graph;

  /**
   * @param lowered with placeholders for weights
   * @param constants of the graph that lends them, by name; throws if it has none of that name
   */
  WeightVariables(GraphDef lowered, Function<String, NodeDef> constants) {
    this(lowered, constants, LARGE);
  }

  /**
   * @param large bytes from which on a weight becomes a variable
   */
  WeightVariables(GraphDef lowered, Function<String, NodeDef> constants, int large) {
    this.large = large;
    for (NodeDef node : lowered.getNodeList()) {
      nodes.put(node.getName(), node.containsAttr(WEIGHT) ? lent(node, constants) : node);
    }
    GraphDef.Builder whole = lowered.toBuilder().clearNode();
    Set<String> kept = new LinkedHashSet<>();
    nodes.values().forEach(node -> whole.addNode(rewired(node, kept)));
    try (Graph typed = new Graph()) {
      typed.importGraphDef(lowered.toBuilder().clearNode().addAllNode(nodes.values()).build());
      kept.forEach(tensor -> keep(tensor, typed, whole));
    }
    this.graph = whole.build();
  }

  /** To import in the place of the lowered one, with the same inputs and outputs. */
  GraphDef graph() {
    return graph;
  }

  /** To be called once, before anything else is run. */
  void fill(Session session) {
    if (assignments.isEmpty()) {
      return;
    }
    Session.Runner runner = session.runner();
    List<TFloat32> weights = new ArrayList<>();
    try {
      fed.forEach(
          (placeholder, constant) -> {
            TFloat32 weight = tensor(value(constant));
            weights.add(weight);
            runner.feed(placeholder, weight);
          });
      assignments.forEach(runner::addTarget);
      runner.run().close();
    } finally {
      weights.forEach(TFloat32::close);
    }
  }

  /** A weight is fed where its bytes lie as a tensor has them; otherwise it stays a constant. */
  private NodeDef lent(NodeDef placeholder, Function<String, NodeDef> constants) {
    NodeDef constant = constants.apply(placeholder.getAttrOrThrow(WEIGHT).getS().toStringUtf8());
    TensorProto value = value(constant);
    if (value.getDtype() == DataType.DT_FLOAT
        && value.getTensorContent().size() >= large
        && value.getTensorContent().size() == shape(value).size() * Float.BYTES) {
      sources.put(placeholder.getName(), Source.WEIGHTS);
      fed.put(placeholder.getName(), constant);
      return placeholder.toBuilder()
          .putAttr("shape", AttrValue.newBuilder().setShape(value.getTensorShape()).build())
          .build();
    }
    return constant.toBuilder().setName(placeholder.getName()).build();
  }

  private static TensorProto value(NodeDef constant) {
    return constant.getAttrOrThrow("value").getTensor();
  }

  private static Shape shape(TensorProto value) {
    return Shape.of(
        value.getTensorShape().getDimList().stream()
            .mapToLong(TensorShapeProto.Dim::getSize)
            .toArray());
  }

  /** By way of a small piece of the heap: the bytes may be those of a mapped file. */
  private static TFloat32 tensor(TensorProto value) {
    ByteString content = value.getTensorContent();
    TFloat32 tensor = TFloat32.tensorOf(shape(value));
    ByteDataBuffer data = tensor.asRawTensor().data();
    byte[] chunk = new byte[Math.min(CHUNK, content.size())];
    for (int at = 0; at < content.size(); at += chunk.length) {
      int length = Math.min(chunk.length, content.size() - at);
      content.copyTo(chunk, at, 0, length);
      data.offset(at).write(chunk, 0, length);
    }
    return tensor;
  }

  private Source source(String name) {
    Source known = sources.get(name);
    if (known == null) {
      known = source(Objects.requireNonNull(nodes.get(name), name));
      sources.put(name, known);
    }
    return known;
  }

  private Source source(NodeDef node) {
    if (node.getInputCount() == 0) {
      return node.getOp().equals("Const") ? Source.CONSTANTS : Source.INPUTS;
    }
    Source most = Source.CONSTANTS;
    for (String input : node.getInputList()) {
      Source each = source(producer(input));
      most = each.compareTo(most) > 0 ? each : most;
    }
    return most;
  }

  /** Of a tensor's name, {@code node}, {@code node:output} or {@code ^node}. */
  private static String producer(String input) {
    int colon = input.lastIndexOf(':');
    return input.substring(input.startsWith("^") ? 1 : 0, colon < 0 ? input.length() : colon);
  }

  private static int output(String input) {
    int colon = input.lastIndexOf(':');
    return colon < 0 ? 0 : Integer.parseInt(input.substring(colon + 1));
  }

  /** A node that hangs on inputs reads a variable where it had a tensor of weights alone. */
  private NodeDef rewired(NodeDef node, Set<String> kept) {
    if (source(node.getName()) != Source.INPUTS) {
      return node;
    }
    NodeDef.Builder rewired = node.toBuilder().clearInput();
    for (String input : node.getInputList()) {
      if (source(producer(input)) != Source.WEIGHTS) {
        rewired.addInput(input);
      } else if (!input.startsWith("^")) { // there is nothing to wait for
        kept.add(input);
        rewired.addInput(read(input));
      }
    }
    return rewired.build();
  }

  private static String read(String tensor) {
    return "kept/" + producer(tensor) + "/" + output(tensor);
  }

  private void keep(String tensor, Graph typed, GraphDef.Builder whole) {
    Output<?> output = typed.operationOrThrow(producer(tensor)).output(output(tensor));
    AttrValue type = AttrValue.newBuilder().setType(output.dataType()).build();
    String handle = read(tensor) + "/handle";
    String assign = read(tensor) + "/assign";
    whole
        .addNodeBuilder()
        .setName(handle)
        .setOp("VarHandleOp")
        .putAttr("dtype", type)
        .putAttr("shape", AttrValue.newBuilder().setShape(proto(output.shape())).build())
        .putAttr(
            "shared_name",
            AttrValue.newBuilder().setS(ByteString.copyFromUtf8(read(tensor))).build());
    whole
        .addNodeBuilder()
        .setName(assign)
        .setOp("AssignVariableOp")
        .addInput(handle)
        .addInput(tensor)
        .putAttr("dtype", type);
    whole
        .addNodeBuilder()
        .setName(read(tensor))
        .setOp("ReadVariableOp")
        .addInput(handle)
        .putAttr("dtype", type);
    assignments.add(assign);
  }

  private static TensorShapeProto proto(Shape shape) {
    TensorShapeProto.Builder proto =
        TensorShapeProto.newBuilder().setUnknownRank(shape.isUnknown());
    if (!shape.isUnknown()) {
      for (long size : shape.asArray()) {
        proto.addDimBuilder().setSize(size);
      }
    }
    return proto.build();
  }
}
