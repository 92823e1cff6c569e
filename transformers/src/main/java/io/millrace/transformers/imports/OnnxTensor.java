package io.millrace.transformers.imports;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * An initializer of an ONNX graph: a named constant, row-major.
 *
 * @param type {@link #FLOAT32}, {@link #INT64}, or another number of ONNX's TensorProto.DataType
 * @param raw little-endian values
 */
record OnnxTensor(String name, List<Long> shape, int type, ByteString raw) {

  static final int FLOAT32 = 1;
  static final int INT64 = 7;

  OnnxTensor {
    shape = List.copyOf(shape);
  }

  /** Reads one TensorProto. */
  static OnnxTensor read(CodedInputStream in) throws IOException {
    return new Reader().read(in);
  }

  float[] floats() {
    check(FLOAT32, Float.BYTES);
    float[] values = new float[raw.size() / Float.BYTES];
    raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  long[] longs() {
    check(INT64, Long.BYTES);
    long[] values = new long[raw.size() / Long.BYTES];
    raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values);
    return values;
  }

  private void check(int wanted, int bytesEach) {
    if (type != wanted) {
      throw new InvalidOnnxException(
          "tensor " + name + " has ONNX data type " + type + "; expected " + wanted);
    }
    long values = shape.stream().reduce(1L, (a, b) -> a * b);
    if (raw.size() != values * bytesEach) {
      throw new InvalidOnnxException(
          "tensor "
              + name
              + " of shape "
              + shape
              + " holds "
              + raw.size()
              + " bytes; expected "
              + values * bytesEach);
    }
  }

  /** Fields of TensorProto as they come, in any order. */
  private static final class Reader {

    private static final int DIMS = 1;
    private static final int DATA_TYPE = 2;
    private static final int FLOAT_DATA = 4;
    private static final int INT64_DATA = 7;
    private static final int NAME = 8;
    private static final int RAW_DATA = 9;

    private final List<Long> shape = new ArrayList<>();
    private final OnnxValues values = new OnnxValues();
    private String name = "";
    private int type;

    OnnxTensor read(CodedInputStream in) throws IOException {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        field(in, tag);
      }
      return new OnnxTensor(name, shape, type, values.raw());
    }

    private void field(CodedInputStream in, int tag) throws IOException {
      switch (tag >>> 3) {
        case DIMS -> OnnxValues.repeated(in, tag, i -> shape.add(i.readInt64()));
        case DATA_TYPE -> type = in.readInt32();
        case FLOAT_DATA -> OnnxValues.repeated(in, tag, values::addFloat);
        case INT64_DATA -> OnnxValues.repeated(in, tag, values::addLong);
        case NAME -> name = in.readString();
        case RAW_DATA -> values.setRaw(in.readBytes());
        default -> in.skipField(tag);
      }
    }
  }
}
