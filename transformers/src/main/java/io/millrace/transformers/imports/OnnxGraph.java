package io.millrace.transformers.imports;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The constants of an ONNX file. Nothing of it is run: we read weights into networks of our own.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 */
public final class OnnxGraph {

  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;

  private final Map<String, OnnxTensor> tensors = new HashMap<>();
  private final Map<String, OnnxNode> nodes = new HashMap<>();

  private OnnxGraph() {}

  /**
   * Reads a whole file. The graph keeps {@code model} alive and reads from it, so it must not
   * change.
   *
   * @throws InvalidOnnxException if it isn't an ONNX ModelProto with a graph
   */
  public static OnnxGraph read(byte[] model) {
    CodedInputStream in = CodedInputStream.newInstance(model);
    in.enableAliasing(true); // 90 MB of weights: no second copy
    OnnxGraph graph = new OnnxGraph();
    try {
      graph.readModel(in);
    } catch (IOException broken) {
      throw new InvalidOnnxException("not an ONNX model: " + broken.getMessage(), broken);
    }
    if (graph.tensors.isEmpty()) {
      throw new InvalidOnnxException("not an ONNX model, or one without initializers");
    }
    return graph;
  }

  /**
   * The float32 initializer {@code name}, row-major.
   *
   * @throws InvalidOnnxException naming the tensor, and the shape expected and found
   */
  public float[] floats(String name, long... shape) {
    return tensor(name, shape).floats();
  }

  /**
   * The int64 initializer {@code name}, row-major.
   *
   * @throws InvalidOnnxException naming the tensor, and the shape expected and found
   */
  public long[] longs(String name, long... shape) {
    return tensor(name, shape).longs();
  }

  /**
   * The matrix by which the MatMul node {@code node} multiplies. Exporters fold transposes into
   * weights and leave them with names like {@code onnx::MatMul_787}; the node's name stays.
   *
   * @return row-major [in, out]
   * @throws InvalidOnnxException naming the node or the tensor, and the shape expected and found
   */
  public float[] matMulWeight(String node, long... shape) {
    OnnxNode found = nodes.get(node);
    if (found == null) {
      throw new InvalidOnnxException("node " + node + " is missing");
    }
    return floats(found.weight(tensors.keySet()), shape);
  }

  private OnnxTensor tensor(String name, long... shape) {
    List<Long> expected = LongStream.of(shape).boxed().toList();
    OnnxTensor found = tensors.get(name);
    if (found == null) {
      throw new InvalidOnnxException(
          "tensor " + name + " is missing; expected shape " + Arrays.toString(shape));
    }
    if (!found.shape().equals(expected)) {
      throw new InvalidOnnxException(
          "tensor " + name + " has shape " + found.shape() + "; expected " + expected);
    }
    return found;
  }

  private void readModel(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag >>> 3 == MODEL_GRAPH) {
        message(in, this::readGraph);
      } else {
        in.skipField(tag);
      }
    }
  }

  private void readGraph(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag >>> 3) {
        case GRAPH_NODE -> message(in, this::readNode);
        case GRAPH_INITIALIZER -> message(in, this::readTensor);
        default -> in.skipField(tag);
      }
    }
  }

  private void readNode(CodedInputStream in) throws IOException {
    OnnxNode node = OnnxNode.read(in);
    nodes.put(node.name(), node);
  }

  private void readTensor(CodedInputStream in) throws IOException {
    OnnxTensor tensor = OnnxTensor.read(in);
    tensors.put(tensor.name(), tensor);
  }

  private static void message(CodedInputStream in, OnnxValues.Element body) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    body.read(in);
    in.popLimit(limit);
  }
}
