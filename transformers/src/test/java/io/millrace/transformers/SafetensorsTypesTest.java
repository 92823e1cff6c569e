package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each type of the format, by bytes put together here. */
class SafetensorsTypesTest {

  @TempDir Path folder;

  @Test
  void wholeNumbersAreReadExactlyAndAsTheNearestFloat() throws IOException {
    assertWhole("BOOL", "000107", 0, 1, 1);
    assertWhole("U8", "00ff80", 0, 255, 128);
    assertWhole("I8", "007f80", 0, 127, -128);
    assertWhole("U16", "0100ffff", 1, 65535);
    assertWhole("I16", "0100ffff0080", 1, -1, -32768);
    assertWhole("U32", "01000000ffffffff", 1, 4294967295L);
    assertWhole("I32", "01000000ffffffff", 1, -1);
    assertWhole("I64", "0100000000000000ffffffffffffffff0000000000000080", 1, -1, Long.MIN_VALUE);
    assertWhole("U64", "0100000000000000ffffffffffffff7f", 1, Long.MAX_VALUE);
  }

  @Test
  void realNumbersAreReadAsTheyAre() throws IOException {
    assertReal("F64", "000000000000f03f182d4454fb210940", 1, Math.PI);
    assertReal("F32", "0000803f000000c0010000000000807f", 1, -2, 0x1p-149, 1 / 0.0);
    assertReal("BF16", "803f00c0807f0100", 1, -2, 1 / 0.0, 0x1p-133);
    assertReal("F16", "003c00c0ff7b0100007c", 1, -2, 65504, 0x1p-24, 1 / 0.0);
    assertReal("F8_E4M3", "38c07e01ff", 1, -2, 448, 0x1p-9, Double.NaN);
    assertReal("F8_E5M2", "3cc07b017cfd", 1, -2, 57344, 0x1p-16, 1 / 0.0, Double.NaN);
    assertReal("F8_E4M3FNUZ", "40c87f0180", 1, -2, 240, 0x1p-10, Double.NaN);
    assertReal("F8_E5M2FNUZ", "40c47f0180", 1, -2, 57344, 0x1p-17, Double.NaN);
    assertReal("F8_E8M0", "7f8000feff", 1, 2, 0x1p-127, 0x1p127, Double.NaN);
  }

  /** Against the definition, in doubles and powers. */
  @Test
  void everyHalfPrecisionNumberIsWhatItsBitsSay() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = bits / 1024 % 32;
      double fraction = bits % 1024 / 1024.0;
      double size =
          exponent == 0
              ? fraction * Math.pow(2, -14)
              : exponent < 31
                  ? (1 + fraction) * Math.pow(2, exponent - 15)
                  : fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      double expected = bits < 1 << 15 ? size : -size;

      assertThat((double) SmallFloat.F16.value(bits)).isEqualTo(Double.valueOf(expected));
    }
  }

  @Test
  void aNumberBeyondTheRangeOfALongIsRefusedAsALongAndRoundedAsAFloat() throws IOException {
    Safetensors read = open("U64", "ffffffffffffffff", 1);

    assertThat(read.floats("a").values()).containsExactly(0x1p64f);
    assertThatThrownBy(() -> read.longs("a"))
        .hasMessage(
            folder.resolve("U64")
                + ": tensor a is of type U64, of which 18446744073709551615 is more than a long"
                + " holds");
  }

  @Test
  void aTensorAskedForAsWhatItIsNotSaysItsType() throws IOException {
    Safetensors whole = open("I32", "01000000", 1);
    Safetensors real = open("BF16", "803f", 1);

    assertThatThrownBy(() -> whole.doubles("a"))
        .hasMessageEndingWith("tensor a is of type I32, not of a floating-point type that is read");
    assertThatThrownBy(() -> real.longs("a"))
        .hasMessageEndingWith("tensor a is of type BF16, not of a type of whole numbers");
  }

  @Test
  void typesThatAreNotReadAreNamedOnlyWhenTheirValuesAreAskedFor() throws IOException {
    Map<String, Integer> bytesOfEightValues =
        Map.of("F4", 4, "F6_E2M3", 6, "F6_E3M2", 6, "C64", 64);
    for (String type : bytesOfEightValues.keySet()) {
      Safetensors read = open(type, "00".repeat(bytesOfEightValues.get(type)), 8);

      assertThat(read.type("a")).isEqualTo(type);
      assertThatThrownBy(() -> read.floats("a"))
          .isInstanceOf(InvalidSafetensorsException.class)
          .hasMessageEndingWith("tensor a is of type " + type + ", whose values are not read");
    }
  }

  @Test
  void valuesThatEndInsideAByteAreRefused() {
    assertThatThrownBy(() -> open("F4", "0000", 3))
        .hasMessageEndingWith(
            "tensor a of shape [3] and type F4 takes 12 bits, which are no whole bytes");
  }

  /** The file is sparse: it takes no room. */
  @Test
  void aTensorThatLiesBeyondTwoGigabytesIsReadAndOneThatIsLargerIsNamed() throws IOException {
    long large = 3_000_000_000L;
    String header =
        "{\"large\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%d]},"
                .formatted(large, large)
            + "\"last\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}}"
                .formatted(large, large + 8);
    Path file = folder.resolve("large");
    Files.write(file, head(header, 0).array());
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.seek(Long.BYTES + header.length() + large);
      sparse.write(HexFormat.of().parseHex("0000803f000000c0"));
    }

    Safetensors read = Safetensors.open(file);

    assertThat(read.floats("last").values()).containsExactly(1, -2);
    assertThatThrownBy(() -> read.floats("large"))
        .hasMessage(
            file + ": tensor large takes 3000000000 bytes; more than 2 GB are not read at once");
  }

  private void assertWhole(String type, String hex, long... expected) throws IOException {
    Safetensors read = open(type, hex, expected.length);

    assertThat(read.longs("a")).isEqualTo(expected);
    float[] floats = read.floats("a").values();
    for (int i = 0; i < expected.length; i++) {
      assertThat(floats[i]).isEqualTo(Float.valueOf((float) expected[i]));
    }
  }

  private void assertReal(String type, String hex, double... expected) throws IOException {
    Safetensors read = open(type, hex, expected.length);

    assertThat(read.doubles("a")).isEqualTo(expected);
    float[] floats = read.floats("a").values();
    for (int i = 0; i < expected.length; i++) {
      assertThat(floats[i]).isEqualTo(Float.valueOf((float) expected[i]));
    }
  }

  private Safetensors open(String type, String hex, int values) throws IOException {
    byte[] data = HexFormat.of().parseHex(hex);
    String header =
        "{\"a\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(type, values, data.length);
    Path file = folder.resolve(type);
    Files.write(file, head(header, data.length).put(data).array());
    return Safetensors.open(file);
  }

  private static ByteBuffer head(String header, int data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + json.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json);
  }
}
