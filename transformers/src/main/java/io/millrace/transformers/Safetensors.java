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
        data.put(entry.getKey(), map(file, channel, start, entry));
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

  /**
   * A copy of a tensor's values.
   *
   * @throws InvalidSafetensorsException if the file has no such tensor, or not of type F32
   */
  public FloatTensor floats(String name) {
    SafetensorsEntry entry = entry(name);
    ByteBuffer bytes = data.get(name);
    if (bytes == null || !entry.type().equals("F32")) {
      throw new InvalidSafetensorsException(
          file, "tensor " + name + " is of type " + entry.type() + ", not F32");
    }
    float[] values = new float[Math.toIntExact(entry.shape().size())];
    bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new FloatTensor(entry.shape(), values);
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

  private static ByteBuffer map(
      Path file, FileChannel channel, long start, Map.Entry<String, SafetensorsEntry> entry)
      throws IOException {
    SafetensorsEntry at = entry.getValue();
    if (at.size() > Integer.MAX_VALUE) {
      throw new InvalidSafetensorsException(
          file, "tensor " + entry.getKey() + " has more than 2 GB, which Java can't map at once");
    }
    return channel.map(MapMode.READ_ONLY, start + at.begin(), at.size());
  }
}
