package io.millrace.transformers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.tensorflow.ndarray.Shape;

/**
 * A safetensors file, mapped into memory: opening one costs its header only, and a tensor is read
 * when it is asked for. The file must not change while this is in use; replace it by a rename.
 *
 * @see <a href="https://github.com/huggingface/safetensors">safetensors</a>
 */
public final class Safetensors {

  static final int LENGTH_BYTES = Long.BYTES;

  /** The format's own limit; a length beyond it is a file of another kind. */
  private static final long LONGEST_HEADER = 100_000_000;

  private final Path file;
  private final SafetensorsHeader header;
  private final Map<String, ByteBuffer> data;

  private Safetensors(Path file, SafetensorsHeader header, Map<String, ByteBuffer> data) {
    this.file = file;
    this.header = header;
    this.data = data;
  }

  /**
   * @throws InvalidSafetensorsException naming the file, the tensor and what is wrong with it
   */
  public static Safetensors open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long headerSize = headerSize(file, channel);
      long start = LENGTH_BYTES + headerSize;
      byte[] json = bytes(channel, LENGTH_BYTES, Math.toIntExact(headerSize));
      SafetensorsHeader header = SafetensorsHeader.parse(file, json, channel.size() - start);
      Map<String, ByteBuffer> data = new LinkedHashMap<>();
      for (Map.Entry<String, SafetensorsEntry> entry : header.entries().entrySet()) {
        if (entry.getValue().size() <= Integer.MAX_VALUE) { // what one mapping can hold
          data.put(entry.getKey(), map(channel, start, entry.getValue()));
        }
      }
      return new Safetensors(file, header, data);
    }
  }

  public Map<String, String> metadata() {
    return Map.copyOf(header.metadata());
  }

  public Set<String> names() {
    return Set.copyOf(header.entries().keySet());
  }

  /**
   * @throws InvalidSafetensorsException if the file has no such tensor
   */
  public Shape shape(String name) {
    return entry(name).shape();
  }

  /** The type of a tensor's values as the format names it, e.g. {@code BF16}. */
  public String type(String name) {
    return entry(name).type().name();
  }

  /**
   * A copy of a tensor's values as float32: the nearest where a type has more digits.
   *
   * @throws InvalidSafetensorsException if the file has no such tensor, if it is of a type that
   *     isn't read (complex numbers, or fewer than 8 bits a value), or if it takes more than 2 GB
   */
  public FloatTensor floats(String name) {
    ByteBuffer bytes = bytes(name);
    SafetensorsType.Coding coding = entry(name).type().coding();
    float[] copy = new float[count(name)];
    if (entry(name).type() == SafetensorsType.F32) {
      bytes.asFloatBuffer().get(copy);
    } else {
      each(name, copy.length, i -> copy[i] = coding.single(bytes, i));
    }
    return new FloatTensor(entry(name).shape(), copy);
  }

  /**
   * A copy of a tensor's values, row-major.
   *
   * @throws InvalidSafetensorsException as {@link #floats}, and if the tensor is of whole numbers
   */
  public double[] doubles(String name) {
    ByteBuffer bytes = bytes(name);
    SafetensorsType.Coding coding = entry(name).type().coding();
    double[] copy = new double[count(name)];
    each(name, copy.length, i -> copy[i] = coding.real(bytes, i));
    return copy;
  }

  /**
   * A copy of a tensor's whole numbers, row-major; of BOOL 0 and 1.
   *
   * @throws InvalidSafetensorsException as {@link #floats}, and if the tensor is not of whole
   *     numbers, or one of them is beyond 2⁶³ − 1
   */
  public long[] longs(String name) {
    ByteBuffer bytes = bytes(name);
    SafetensorsType.Coding coding = entry(name).type().coding();
    long[] copy = new long[count(name)];
    each(name, copy.length, i -> copy[i] = coding.whole(bytes, i));
    return copy;
  }

  private int count(String name) {
    return Math.toIntExact(entry(name).shape().size());
  }

  private ByteBuffer bytes(String name) {
    SafetensorsEntry entry = entry(name);
    ByteBuffer bytes = data.get(name);
    if (bytes == null) {
      throw new InvalidSafetensorsException(
          file,
          "tensor %s takes %d bytes; more than 2 GB are not read at once"
              .formatted(name, entry.size()));
    }
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  private void each(String name, int count, IntConsumer read) {
    try {
      for (int i = 0; i < count; i++) {
        read.accept(i);
      }
    } catch (IllegalArgumentException refused) {
      throw new InvalidSafetensorsException(
          file,
          "tensor " + name + " is of type " + type(name) + ", " + refused.getMessage(),
          refused);
    }
  }

  private SafetensorsEntry entry(String name) {
    SafetensorsEntry entry = header.entries().get(name);
    if (entry == null) {
      throw new InvalidSafetensorsException(file, "there is no tensor " + name);
    }
    return entry;
  }

  private static long headerSize(Path file, FileChannel channel) throws IOException {
    if (channel.size() < LENGTH_BYTES) {
      throw new InvalidSafetensorsException(
          file, "its " + channel.size() + " bytes are too few for a safetensors file");
    }
    byte[] length = bytes(channel, 0, LENGTH_BYTES);
    long size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (size < 2 || size > LONGEST_HEADER) {
      throw new InvalidSafetensorsException(
          file, "no safetensors file: its header would have " + size + " bytes");
    }
    if (size > channel.size() - LENGTH_BYTES) {
      throw new InvalidSafetensorsException(
          file,
          "its header has %d bytes, but the file only %d: it is cut short"
              .formatted(size, channel.size()));
    }
    return size;
  }

  private static byte[] bytes(FileChannel channel, long position, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = channel.read(bytes, position + bytes.position());
    }
    return bytes.array();
  }

  private static ByteBuffer map(FileChannel channel, long start, SafetensorsEntry at)
      throws IOException {
    return channel.map(MapMode.READ_ONLY, start + at.begin(), at.size());
  }
}
