package io.millrace.workbench.replay;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How many times faster than they happened events are replayed.
 *
 * @param factor infinite for as fast as they are taken
 */
record Speed(double factor) {

  static final Speed MAXIMUM = new Speed(Double.POSITIVE_INFINITY);

  private static final Pattern TIMES = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)x");

  /** How long after the first event one is due that happened this much later. */
  Duration due(Duration later) {
    return Duration.ofNanos(Math.max(0, (long) (later.toNanos() / factor)));
  }

  /** For {@code --speed max} and {@code --speed 60x}. */
  static final class Converter implements ITypeConverter<Speed> {

    @Override
    public Speed convert(String text) {
      if (text.equals("max")) {
        return MAXIMUM;
      }
      Matcher matcher = TIMES.matcher(text);
      double factor = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
      if (factor <= 0) {
        throw new TypeConversionException(
            "'" + text + "' is not a speed; write max or e.g. 1x, 60x");
      }
      return new Speed(factor);
    }
  }
}
