package io.millrace.serving;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.tensorflow.Signature.TensorDescription;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;

/**
 * One named input or output of a signature.
 *
 * @param dimensions sizes of its axes; {@link #ANY} where the model must take any size, {@link
 *     #OWN} where it has a size of its own
 */
record Port(String name, DataType type, long... dimensions) {

  /** An axis that must not be fixed: batch, or the length of a text. */
  static final long ANY = -1;

  /** An axis whose size is the model's choice. */
  static final long OWN = -2;

  static Port floats(String name, long... dimensions) {
    return new Port(name, DataType.DT_FLOAT, dimensions);
  }

  static Port ints(String name, long... dimensions) {
    return new Port(name, DataType.DT_INT32, dimensions);
  }

  /** Axes that the model leaves open are taken: its answers are checked again when it runs. */
  boolean accepts(TensorDescription found) {
    return found.dataType == type && acceptsShape(found.shape);
  }

  private boolean acceptsShape(Shape found) {
    if (found.isUnknown()) {
      return true;
    }
    if (found.numDimensions() != dimensions.length) {
      return false;
    }
    for (int axis = 0; axis < dimensions.length; axis++) {
      long size = found.get(axis);
      if (size != Shape.UNKNOWN_SIZE && size != dimensions[axis] && dimensions[axis] != OWN) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return describe(name, type, dimensions);
  }

  static String describe(String name, DataType type, long[] dimensions) {
    return name
        + " "
        + (type == DataType.DT_FLOAT
            ? "float32"
            : type.name().replace("DT_", "").toLowerCase(Locale.ROOT))
        + " "
        + LongStream.of(dimensions)
            .mapToObj(size -> size < 0 ? "any" : Long.toString(size))
            .collect(Collectors.joining(", ", "[", "]"));
  }

  static String describe(String name, TensorDescription found) {
    return found.shape.isUnknown()
        ? describe(name, found.dataType, new long[0]).replace("[]", "of unknown rank")
        : describe(name, found.dataType, found.shape.asArray());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Port port
        && name.equals(port.name)
        && type == port.type
        && Arrays.equals(dimensions, port.dimensions);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
