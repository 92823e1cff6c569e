package io.millrace.benchmarks.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;

/** A safetensors file put together byte by byte, without the product's writer. */
final class HandMadeFile {

  private final StringJoiner header = new StringJoiner(",", "{", "}");
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** Adds a tensor of one axis behind the others. */
  HandMadeFile with(String name, String type, int values, byte[] bytes) {
    return with(name, type, values, data.size(), bytes);
  }

  /** Adds a tensor that says it begins at {@code begin}, wherever its bytes are. */
  HandMadeFile with(String name, String type, int values, int begin, byte[] bytes) {
    header.add(
        "\"%s\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[%d,%d]}"
            .formatted(name, type, values, begin, begin + bytes.length));
    data.writeBytes(bytes);
    return this;
  }

  /** Adds bytes that belong to no tensor. */
  HandMadeFile with(byte[] bytes) {
    data.writeBytes(bytes);
    return this;
  }

  Path write(Path file) {
    return write(file, header.toString(), 0);
  }

  /** The last bytes of the body are missing. */
  Path writeWithout(Path file, int bytes) {
    return write(file, header.toString(), bytes);
  }

  Path write(Path file, String json, int missing) {
    byte[] head = json.getBytes(StandardCharsets.UTF_8);
    int body = data.size() - missing;
    return write(
        file,
        ByteBuffer.allocate(Long.BYTES + head.length + body)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(head.length)
            .put(head)
            .put(data.toByteArray(), 0, body)
            .array());
  }

  static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
