package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.ndarray.Shape;

class SafetensorsTest {

  private static final String TWO =
      "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

  @TempDir Path folder;

  private Path file = Path.of("");

  @BeforeEach
  void namesAFile() {
    file = folder.resolve("weights.safetensors");
  }

  @Test
  void whatIsWrittenIsReadToTheBit() throws IOException {
    float[] odd = {-0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, 1e-20f, 3};
    SafetensorsWriter.write(
        file,
        Map.of("step", "3", "name", "größe \"x\""),
        Map.of(
            "b/kernel", new FloatTensor(Shape.of(2, 3), odd),
            "a", new FloatTensor(Shape.scalar(), new float[] {7}),
            "empty", new FloatTensor(Shape.of(0, 4), new float[0])));

    Safetensors read = Safetensors.open(file);

    assertThat(read.names()).containsExactlyInAnyOrder("a", "b/kernel", "empty");
    assertThat(read.metadata()).isEqualTo(Map.of("step", "3", "name", "größe \"x\""));
    assertThat(read.floats("b/kernel").values()).isEqualTo(odd);
    assertThat(read.shape("b/kernel")).isEqualTo(Shape.of(2, 3));
    assertThat(read.floats("a").shape()).isEqualTo(Shape.scalar());
    assertThat(read.floats("empty").values()).isEmpty();
  }

  @Test
  void theBytesAreThoseOfTheFormat() throws IOException {
    SafetensorsWriter.write(file, Map.of(), Map.of("a", tensor(1, 2)));

    byte[] bytes = Files.readAllBytes(file);

    assertThat(bytes).isEqualTo(bytes(56, TWO + "  ", 0, 0, -128, 63, 0, 0, 0, 64));
  }

  @Test
  void aFileThatIsReplacedStaysReadableToWhoOpenedIt() throws IOException {
    SafetensorsWriter.write(file, Map.of(), Map.of("a", tensor(1, 2)));
    Safetensors old = Safetensors.open(file);

    SafetensorsWriter.write(file, Map.of(), Map.of("a", tensor(3, 4)));

    assertThat(old.floats("a").values()).containsExactly(1, 2);
    assertThat(Safetensors.open(file).floats("a").values()).containsExactly(3, 4);
    assertThat(folder).isDirectoryNotContaining("glob:**.writing");
  }

  @Test
  void aTensorThatIsNotThereIsNamed() throws IOException {
    write(TWO, 8);

    Safetensors read = Safetensors.open(file);

    assertThatThrownBy(() -> read.floats("b")).hasMessage(file + ": there is no tensor b");
  }

  @Test
  void aFileCutShortSaysWhichTensorIsNotWhole() throws IOException {
    write(TWO, 7);

    assertRefused(
        "tensor a ends at byte 8 of the data, but only 7 are there: the file is cut short");
  }

  @Test
  void aFileCutShortInItsHeaderSaysSo() throws IOException {
    Files.write(file, Arrays.copyOf(bytes(TWO.length(), TWO), 20));

    assertRefused("its header has 54 bytes, but the file only 20: it is cut short");
  }

  @Test
  void filesOfAnotherKindAreRefused() throws IOException {
    Files.write(file, new byte[3]);
    assertRefused("its 3 bytes are too few for a safetensors file");
    Files.writeString(file, "PK\u0003\u0004 something else altogether");
    assertRefused("no safetensors file: its header would have");
    write("[1, 2]", 0);
    assertRefused("its header is no JSON object");
    write("{\"a\":", 0);
    assertRefused("its header is no JSON: ");
    write("{} {}", 0);
    assertRefused("its header is no JSON: ");
  }

  @Test
  void tensorsThatContradictThemselvesAreRefused() throws IOException {
    write(TWO.replace("[2]", "[3]"), 8);
    assertRefused("tensor a of shape [3] and type F32 takes 12 bytes, but its offsets are 0 to 8");
    write(TWO.replace("[2]", "[-2]"), 8);
    assertRefused("tensor a has -2 in its shape");
    write(TWO.replace("[2]", "[2.5]"), 8);
    assertRefused("tensor a has 2.5 in its shape");
    write(TWO.replace("[2]", "[4611686018427387904, 8]"), 8);
    assertRefused("tensor a ");
    write(TWO.replace("[0,8]", "[0]"), 8);
    assertRefused("tensor a needs a dtype, a shape and two data_offsets");
    write(TWO.replace("F32", "F31"), 8);
    assertRefused("tensor a has the unknown type F31");
    write("{\"__metadata__\":{\"a\":1}}", 0);
    assertRefused("__metadata__ may hold text only, not 1");
  }

  @Test
  void holesOverlapsAndRepetitionsAreRefused() throws IOException {
    write(TWO.replace("[0,8]", "[4,12]"), 12);
    assertRefused("tensor a begins at byte 4 of the data, where byte 0 was expected");
    write(TWO, 9);
    assertRefused("1 bytes after the last tensor belong to none");
    String second = TWO.substring(1, TWO.length() - 1);
    write("{" + second + "," + second + "}", 8);
    assertRefused("its header is no JSON: Duplicate field 'a'");
    write("{" + second + "," + second.replace("\"a\"", "\"b\"").replace("0,8", "4,12") + "}", 12);
    assertRefused(
        "tensor b begins at byte 4 of the data and overlaps with tensor a, which ends at byte 8");
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(InvalidSafetensorsException.class)
        .hasMessageStartingWith(file + ": " + reason);
  }

  private void write(String header, int data) throws IOException {
    int length = header.getBytes(StandardCharsets.UTF_8).length;
    Files.write(file, Arrays.copyOf(bytes(length, header), Long.BYTES + length + data));
  }

  private static byte[] bytes(long length, String header, int... data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + json.length + data.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(json);
    for (int each : data) {
      bytes.put((byte) each);
    }
    return bytes.array();
  }

  private static FloatTensor tensor(float... values) {
    return new FloatTensor(Shape.of(values.length), values);
  }
}
