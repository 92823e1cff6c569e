package io.millrace.workbench.rejected;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a record is on {@code rejected-events}, as {@code PARTITION@OFFSET}. */
record Place(int partition, long offset) implements Comparable<Place> {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9})@(\\d{1,18})");

  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::partition).thenComparingLong(Place::offset);

  /**
   * @throws IllegalArgumentException if it is none
   */
  static Place parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not PARTITION@OFFSET, such as 2@17 in the first column of the list");
    }
    return new Place(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return partition + "@" + offset;
  }

  /** For the arguments of commands. */
  static final class Converter implements ITypeConverter<Place> {

    @Override
    public Place convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
