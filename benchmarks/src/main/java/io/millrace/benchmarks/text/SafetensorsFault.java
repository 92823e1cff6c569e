package io.millrace.benchmarks.text;

import io.millrace.transformers.InvalidSafetensorsException;
import io.millrace.transformers.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A file that is wrong in one way.
 *
 * @param write puts it at a path
 * @param reason what its refusal must say after the file's name
 */
record SafetensorsFault(String name, UnaryOperator<Path> write, String reason) {

  private static final byte[] EIGHT = new byte[8];

  static List<SafetensorsFault> all() {
    return List.of(
        new SafetensorsFault(
            "no header",
            file -> HandMadeFile.write(file, new byte[3]),
            "its 3 bytes are too few for a safetensors file"),
        new SafetensorsFault(
            "another kind of file",
            file ->
                HandMadeFile.write(
                    file, "PK\u0003\u0004 and more of it".getBytes(StandardCharsets.UTF_8)),
            "no safetensors file: its header would have"),
        new SafetensorsFault(
            "header that is no JSON",
            file -> new HandMadeFile().write(file, "{\"a\":", 0),
            "its header is no JSON"),
        new SafetensorsFault(
            "header without offsets",
            file -> new HandMadeFile().write(file, "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 0),
            "tensor a "),
        new SafetensorsFault(
            "truncated body",
            file -> two().writeWithout(file, 1),
            "tensor b ends at byte 16 of the data, but only 15 are there: the file is cut short"),
        new SafetensorsFault(
            "overlapping offsets",
            file ->
                new HandMadeFile()
                    .with("a", "F32", 2, EIGHT)
                    .with("b", "F32", 2, 4, EIGHT)
                    .write(file),
            "tensor b begins at byte 4 of the data and overlaps with tensor a"),
        new SafetensorsFault(
            "hole",
            file ->
                new HandMadeFile()
                    .with("a", "F32", 2, EIGHT)
                    .with("b", "F32", 2, 12, EIGHT)
                    .write(file),
            "tensor b begins at byte 12 of the data, where byte 8 was expected"),
        new SafetensorsFault(
            "unknown type",
            file -> new HandMadeFile().with("a", "F31", 2, EIGHT).write(file),
            "tensor a has the unknown type F31"),
        new SafetensorsFault(
            "wrong size",
            file -> new HandMadeFile().with("a", "F32", 3, EIGHT).write(file),
            "tensor a of shape [3] and type F32 takes 12 bytes, but its offsets are 0 to 8"),
        new SafetensorsFault(
            "bytes of no tensor", file -> two().with(EIGHT).write(file), "8 bytes after the last"));
  }

  private static HandMadeFile two() {
    return new HandMadeFile().with("a", "F32", 2, EIGHT).with("b", "F64", 1, EIGHT);
  }

  /** Whether the file is refused by its name and the reason. */
  boolean isNamed(Path file) {
    try {
      Safetensors.open(write.apply(file));
      return false;
    } catch (InvalidSafetensorsException refusal) {
      return String.valueOf(refusal.getMessage()).startsWith(file + ": " + reason);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
