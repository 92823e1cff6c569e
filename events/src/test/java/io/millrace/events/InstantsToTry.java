package io.millrace.events;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts around everything that a calendar, a clock and an offset make special. */
final class InstantsToTry {

  private static final List<Integer> YEARS =
      List.of(0, 1, 4, 100, 400, 1900, 1996, 2000, 2023, 2024, 2100, 9996, 9999);
  private static final List<String> TIMES =
      List.of(
          "T00:00:00",
          "T23:59:59",
          "T23:59:60",
          "T24:00:00",
          "T24:00:01",
          "T12:60:00",
          "t12:00:00");
  private static final List<String> FRACTIONS = List.of("", ".", ".5", ".000000000", ".0000000000");
  private static final List<String> OFFSETS =
      List.of(
          "",
          "Z",
          "z",
          "+00:00",
          "-00:00",
          "+17:59",
          "+17:60",
          "+18:00",
          "-18:00",
          "+18:01",
          "+18:00:00",
          "+18:00:01",
          "-17:59:59",
          "+01:00:60",
          "+1:00",
          "+0100");

  private InstantsToTry() {}

  static Stream<String> all() {
    return Stream.concat(days(), times());
  }

  private static Stream<String> days() {
    return YEARS.stream()
        .flatMap(
            year ->
                IntStream.rangeClosed(0, 13)
                    .boxed()
                    .flatMap(
                        month ->
                            IntStream.rangeClosed(0, 32)
                                .mapToObj(
                                    day ->
                                        String.format(
                                            Locale.ROOT, "%04d-%02d-%02d", year, month, day))))
        .map(day -> day + "T12:00:00Z");
  }

  private static Stream<String> times() {
    return Stream.of("0000-12-31", "0001-01-01", "2026-01-31", "9999-12-31", "+10000-01-01")
        .flatMap(day -> TIMES.stream().map(time -> day + time))
        .flatMap(time -> FRACTIONS.stream().map(fraction -> time + fraction))
        .flatMap(time -> OFFSETS.stream().map(offset -> time + offset));
  }
}
