package io.millrace.transformers.training;

import io.millrace.transformers.BorrowedWeights;
import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.Lowering;
import io.millrace.transformers.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.family.TType;

/**
 * Writes a network with its weights as constants, under the signature {@code serve}. A model
 * without variables has nothing to restore, so it is one file that loads fast and means the same
 * everywhere.
 */
public final class SavedModelWriter {

  private static final String SIGNATURE = "serve";
  private static final long FORMAT = 1;

  /** Beside the folder of the SavedModel. */
  private static final String LOWERED = "cpu_graph.pb";

  private SavedModelWriter() {}

  /** Builds a network's outputs, by name, from its inputs. */
  public interface Network {
    Map<String, Operand<? extends TType>> build(Scope at, Inputs inputs);
  }

  /**
   * @param directory of the SavedModel; created if absent
   */
  public static void write(
      Path directory, List<BatchInput> inputs, Map<String, float[]> weights, Network network)
      throws IOException {
    write(directory, inputs, new Checkpoint(weights), network);
  }

  /**
   * As {@link #write(Path, List, Map, Network)}, and beside the folder a {@code cpu_graph.pb}: a
   * {@code MetaGraphDef} of the same network, lowered for CPUs. Its weights are those of the
   * SavedModel, which it only names; there is none where no attention can be lowered.
   */
  public static void writeWithLowered(
      Path directory, List<BatchInput> inputs, Map<String, float[]> weights, Network network)
      throws IOException {
    Checkpoint checkpoint = new Checkpoint(weights);
    write(directory, inputs, checkpoint, network);
    Path beside = directory.resolveSibling(LOWERED);
    Files.deleteIfExists(beside);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Inputs placeholders = new Inputs(tf, inputs);
      Lowering lowering = new Lowering();
      Scope scope = Scope.lowered(tf, new BorrowedWeights(checkpoint), lowering);
      Map<String, Operand<? extends TType>> outputs = network.build(scope, placeholders);
      if (lowering.attentions() > 0) {
        Files.write(beside, meta(graph, signature(inputs, placeholders, outputs)).toByteArray());
      }
    }
  }

  private static void write(
      Path directory, List<BatchInput> inputs, Checkpoint weights, Network network)
      throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Inputs placeholders = new Inputs(tf, inputs);
      Scope scope = Scope.serving(tf, weights);
      Map<String, Operand<? extends TType>> outputs = network.build(scope, placeholders);
      MetaGraphDef meta = meta(graph, signature(inputs, placeholders, outputs));
      Files.createDirectories(directory);
      try (OutputStream out = Files.newOutputStream(directory.resolve("saved_model.pb"))) {
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(FORMAT)
            .addMetaGraphs(meta)
            .build()
            .writeTo(out);
      }
    }
  }

  private static MetaGraphDef meta(Graph graph, SignatureDef signature) {
    return MetaGraphDef.newBuilder()
        .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags(SavedModelBundle.DEFAULT_TAG))
        .setGraphDef(graph.toGraphDef())
        .putSignatureDef(SIGNATURE, signature)
        .build();
  }

  private static SignatureDef signature(
      List<BatchInput> inputs, Inputs placeholders, Map<String, Operand<? extends TType>> outputs) {
    SignatureDef.Builder signature =
        SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");
    inputs.forEach(
        input -> signature.putInputs(input.name(), info(placeholders.operand(input.name()))));
    outputs.forEach((name, output) -> signature.putOutputs(name, info(output)));
    return signature.build();
  }

  private static TensorInfo info(Operand<? extends TType> operand) {
    Output<? extends TType> output = operand.asOutput();
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : output.shape().asArray()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(output.dataType())
        .setTensorShape(shape)
        .build();
  }
}
