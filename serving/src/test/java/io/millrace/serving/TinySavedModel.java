package io.millrace.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/** Writes a graph without variables as a SavedModel. */
final class TinySavedModel {

  private TinySavedModel() {}

  static void write(
      Path directory,
      Graph graph,
      String signature,
      Map<String, Operand<?>> inputs,
      Map<String, Operand<?>> outputs)
      throws IOException {
    SignatureDef.Builder contract =
        SignatureDef.newBuilder().setMethodName("tensorflow/serving/predict");
    inputs.forEach((name, operand) -> contract.putInputs(name, info(operand)));
    outputs.forEach((name, operand) -> contract.putOutputs(name, info(operand)));
    MetaGraphDef.Builder meta =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
            .setGraphDef(graph.toGraphDef())
            .putSignatureDef(signature, contract.build());
    Files.createDirectories(directory);
    Files.write(
        directory.resolve("saved_model.pb"),
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(1)
            .addAllMetaGraphs(List.of(meta.build()))
            .build()
            .toByteArray());
  }

  private static TensorInfo info(Operand<?> operand) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : operand.asOutput().shape().asArray()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(operand.op().name() + ":" + operand.asOutput().index())
        .setDtype(operand.asOutput().dataType())
        .setTensorShape(shape)
        .build();
  }
}
