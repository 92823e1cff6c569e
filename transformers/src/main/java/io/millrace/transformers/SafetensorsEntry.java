package io.millrace.transformers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.tensorflow.ndarray.Shape;

/**
 * Where one tensor of a safetensors file lies.
 *
 * @param begin first byte, from the end of the header on
 * @param end byte after the last
 */
record SafetensorsEntry(SafetensorsType type, Shape shape, long begin, long end) {

  private static final String INCOMPLETE = "needs a dtype, a shape and two data_offsets";

  SafetensorsEntry {
    long bits = Math.multiplyExact(product(shape), type.bits());
    if (bits % Byte.SIZE != 0) {
      throw new IllegalArgumentException(
          "of shape %s and type %s takes %d bits, which are no whole bytes"
              .formatted(shape, type, bits));
    }
    if (begin < 0 || end < begin || end - begin != bits / Byte.SIZE) {
      throw new IllegalArgumentException(
          "of shape %s and type %s takes %d bytes, but its offsets are %d to %d"
              .formatted(shape, type, bits / Byte.SIZE, begin, end));
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
    return new SafetensorsEntry(
        type(node.path("dtype").textValue()), shape, offsets[0], offsets[1]);
  }

  long size() {
    return end - begin;
  }

  private static SafetensorsType type(String name) {
    return Arrays.stream(SafetensorsType.values())
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("has the unknown type " + name));
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
