package io.millrace.transformers.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OnnxGraphTest {

  @Test
  void rawFloatsAreReadInTheirShape() {
    OnnxGraph graph = OnnxGraph.read(model(rawFloats("a", new long[] {2, 2}, 1, 2, 3, 4)));

    assertThat(graph.floats("a", 2, 2)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void typedFloatsAreReadToo() {
    ByteString packed = rawBytes(5, 6);

    OnnxGraph graph =
        OnnxGraph.read(model(tensor("a", 1, new long[] {2}).addField(4, bytes(packed)).build()));

    assertThat(graph.floats("a", 2)).containsExactly(5, 6);
  }

  @Test
  void integersAreRead() {
    Field values = Field.newBuilder().addVarint(7).addVarint(-1).build();

    OnnxGraph graph =
        OnnxGraph.read(model(tensor("ids", 7, new long[] {2}).addField(7, values).build()));

    assertThat(graph.longs("ids", 2)).containsExactly(7, -1);
  }

  @Test
  void anAnonymousWeightIsFoundThroughTheNodeThatMultipliesByIt() {
    UnknownFieldSet node =
        UnknownFieldSet.newBuilder()
            .addField(1, Field.newBuilder().addLengthDelimited(utf8("x")).build())
            .addField(1, Field.newBuilder().addLengthDelimited(utf8("onnx::MatMul_9")).build())
            .addField(3, bytes(utf8("/query/MatMul")))
            .build();
    UnknownFieldSet weight = rawFloats("onnx::MatMul_9", new long[] {1, 2}, 3, 4);

    OnnxGraph graph = OnnxGraph.read(model(weight, node));

    assertThat(graph.matMulWeight("/query/MatMul", 1, 2)).containsExactly(3, 4);
  }

  @Test
  void aMissingTensorIsNamedWithTheShapeExpected() {
    OnnxGraph graph = OnnxGraph.read(model(rawFloats("a", new long[] {1}, 1)));

    assertThatThrownBy(() -> graph.floats("b", 2, 3))
        .isInstanceOf(InvalidOnnxException.class)
        .hasMessage("tensor b is missing; expected shape [2, 3]");
  }

  @Test
  void aTensorOfAnotherShapeIsNamedWithBothShapes() {
    OnnxGraph graph = OnnxGraph.read(model(rawFloats("a", new long[] {4}, 1, 2, 3, 4)));

    assertThatThrownBy(() -> graph.floats("a", 2, 2))
        .hasMessage("tensor a has shape [4]; expected [2, 2]");
  }

  @Test
  void aTensorWithTooFewBytesIsRefused() {
    OnnxGraph graph = OnnxGraph.read(model(rawFloats("a", new long[] {3}, 1, 2)));

    assertThatThrownBy(() -> graph.floats("a", 3))
        .hasMessage("tensor a of shape [3] holds 8 bytes; expected 12");
  }

  @Test
  void aMissingNodeIsNamed() {
    OnnxGraph graph = OnnxGraph.read(model(rawFloats("a", new long[] {1}, 1)));

    assertThatThrownBy(() -> graph.matMulWeight("/key/MatMul", 1))
        .hasMessage("node /key/MatMul is missing");
  }

  @Test
  void whatIsNotAModelIsRefused() {
    byte[] text = "not a model at all".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> OnnxGraph.read(text)).isInstanceOf(InvalidOnnxException.class);
  }

  private static byte[] model(UnknownFieldSet tensor) {
    return model(tensor, UnknownFieldSet.getDefaultInstance());
  }

  private static byte[] model(UnknownFieldSet tensor, UnknownFieldSet node) {
    UnknownFieldSet.Builder graph = UnknownFieldSet.newBuilder();
    graph.addField(5, bytes(tensor.toByteString()));
    if (!node.asMap().isEmpty()) {
      graph.addField(1, bytes(node.toByteString()));
    }
    return UnknownFieldSet.newBuilder()
        .addField(2, bytes(utf8("a test")))
        .addField(7, bytes(graph.build().toByteString()))
        .build()
        .toByteArray();
  }

  private static UnknownFieldSet rawFloats(String name, long[] shape, float... values) {
    return tensor(name, 1, shape).addField(9, bytes(rawBytes(values))).build();
  }

  private static UnknownFieldSet.Builder tensor(String name, int type, long[] shape) {
    Field.Builder dims = Field.newBuilder();
    for (long size : shape) {
      dims.addVarint(size);
    }
    return UnknownFieldSet.newBuilder()
        .addField(1, dims.build())
        .addField(2, Field.newBuilder().addVarint(type).build())
        .addField(8, bytes(utf8(name)));
  }

  private static ByteString rawBytes(float... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      raw.putFloat(value);
    }
    return ByteString.copyFrom(raw.array());
  }

  private static Field bytes(ByteString value) {
    return Field.newBuilder().addLengthDelimited(value).build();
  }

  private static ByteString utf8(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
