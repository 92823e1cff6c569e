package io.millrace.transformers.imports;

import io.millrace.transformers.imports.TinyCheckpoint.Kept;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;

/** A safetensors file put together by hand, independently of the product's writer. For tests. */
public final class SafetensorsBytes {

  /** How each value is kept. */
  public enum Type {
    F32,
    F16,
    BF16
  }

  private SafetensorsBytes() {}

  public static byte[] of(Map<String, Kept> tensors, Type type) {
    StringJoiner header = new StringJoiner(",", "{\"__metadata__\":{\"format\":\"pt\"},", "}");
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    tensors.forEach(
        (name, kept) -> {
          int begin = data.size();
          data.writeBytes(bytes(kept.values(), type));
          header.add(
              "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                  .formatted(name, type, Arrays.toString(kept.shape()), begin, data.size()));
        });
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + json.length + data.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .put(data.toByteArray())
        .array();
  }

  private static byte[] bytes(float[] values, Type type) {
    int each = type == Type.F32 ? Float.BYTES : Short.BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(values.length * each).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      int bits = Float.floatToIntBits(value);
      switch (type) {
        case F32 -> bytes.putInt(bits);
        case BF16 -> bytes.putShort((short) (bits >>> 16));
        case F16 -> bytes.putShort((short) (value == 0 ? 0 : half(bits)));
      }
    }
    return bytes.array();
  }

  /** Of a float32 that half precision holds as a normal number. */
  private static int half(int bits) {
    int exponent = (bits >>> 23 & 0xFF) - 127 + 15;
    return bits >>> 16 & 0x8000 | exponent << 10 | bits >>> 13 & 0x3FF;
  }
}
