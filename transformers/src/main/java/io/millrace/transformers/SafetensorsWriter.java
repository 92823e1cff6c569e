package io.millrace.transformers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes safetensors files of float32, the same bytes for the same content. */
public final class SafetensorsWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Data then begins where any number may, as the format's own writer has it. */
  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /**
   * The file appears whole, or stays as it was, even if the machine stops here: it is written
   * beside its place, forced to disk and renamed.
   */
  public static void write(
      Path file, Map<String, String> metadata, Map<String, FloatTensor> tensors)
      throws IOException {
    Path beside = beside(file);
    SortedMap<String, FloatTensor> sorted = new TreeMap<>(tensors);
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeAll(channel, header(new TreeMap<>(metadata), sorted));
      for (FloatTensor tensor : sorted.values()) {
        writeAll(channel, tensor.bytes());
      }
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder(file);
  }

  /** Where {@link #write} works; a process that was killed may have left it behind. */
  public static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".writing");
  }

  private static ByteBuffer header(
      SortedMap<String, String> metadata, SortedMap<String, FloatTensor> tensors)
      throws IOException {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      metadata.forEach(root.putObject(SafetensorsHeader.METADATA)::put);
    }
    long begin = 0;
    for (Map.Entry<String, FloatTensor> tensor : tensors.entrySet()) {
      long end = begin + (long) tensor.getValue().values().length * Float.BYTES;
      describe(root.putObject(tensor.getKey()), tensor.getValue(), begin, end);
      begin = end;
    }
    return framed(JSON.writeValueAsBytes(root));
  }

  private static void describe(ObjectNode node, FloatTensor tensor, long begin, long end) {
    node.put("dtype", "F32");
    ArrayNode shape = node.putArray("shape");
    for (long size : tensor.shape().asArray()) {
      shape.add(size);
    }
    node.putArray("data_offsets").add(begin).add(end);
  }

  private static ByteBuffer framed(byte[] json) {
    int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] header = Arrays.copyOf(json, padded);
    Arrays.fill(header, json.length, padded, (byte) ' ');
    return ByteBuffer.allocate(Safetensors.LENGTH_BYTES + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(padded)
        .put(header)
        .flip();
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Makes the rename last. */
  private static void forceFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notHere) {
      // Some systems don't open folders; theirs keep a rename without it.
    }
  }
}
