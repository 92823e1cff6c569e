package io.millrace.transformers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.tensorflow.ndarray.Shape;

/**
 * Where one tensor of a safetensors file lies.
 *
 * @param type as the format names it, e.g. F32
 * @param begin first byte, from the end of the header on
 * @param end byte after the last
 */
record SafetensorsEntry(String type, Shape shape, long begin, long end) {

  private static final String INCOMPLETE = "needs a dtype, a shape and two data_offsets";

  private static final Map<String, Integer> BYTES =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("U16", 2),
          Map.entry("I16", 2),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("U32", 4),
          Map.entry("I32", 4),
          Map.entry("F32", 4),
          Map.entry("U64", 8),
          Map.entry("I64", 8),
          Map.entry("F64", 8));

  SafetensorsEntry {
    Integer width = BYTES.get(type);
    if (width == null) {
      throw new IllegalArgumentException("has the unknown type " + type);
    }
    long size = Math.multiplyExact(product(shape), width);
    if (begin < 0 || end < begin || end - begin != size) {
      throw new IllegalArgumentException(
          "of shape %s and type %s takes %d bytes, but its offsets are %d to %d"
              .formatted(shape, type, size, begin, end));
    }
  }

  /**
   * @throws IllegalArgumentException saying what is wrong with the tensor of this description
   */
  static SafetensorsEntry parse(JsonNode node) {
    long[] offsets = longs(node, "data_offsets");
    if (offsets.length != 2 || !node.path("dtype").isTextual()) {
      throw new IllegalArgumentException(INCOMPLETE);
    }
    Shape shape = Shape.of(longs(node, "shape"));
    return new SafetensorsEntry(node.path("dtype").textValue(), shape, offsets[0], offsets[1]);
  }

  long size() {
    return end - begin;
  }

  private static long[] longs(JsonNode node, String field) {
    JsonNode array = node.path(field);
    if (!array.isArray()) {
      throw new IllegalArgumentException(INCOMPLETE);
    }
    long[] values = new long[array.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode value = array.get(i);
      if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 0) {
        throw new IllegalArgumentException("has " + value + " in its " + field);
      }
      values[i] = value.longValue();
    }
    return values;
  }

  /** A shape that overflows a long is no shape; {@link Shape#size} would wrap around. */
  private static long product(Shape shape) {
    long product = 1;
    for (long size : shape.asArray()) {
      product = Math.multiplyExact(product, size);
    }
    return product;
  }
}
