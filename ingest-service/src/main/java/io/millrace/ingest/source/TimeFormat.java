package io.millrace.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.millrace.events.InvalidEventException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How times are written in a foreign topic. */
public enum TimeFormat implements Conversion {
  /** Text, such as {@code 2026-01-31T12:00:00Z}. */
  ISO_8601(ChronoUnit.FOREVER),
  /** Since 1970-01-01T00:00:00Z; a fraction counts down to microseconds. */
  EPOCH_SECONDS(ChronoUnit.SECONDS),
  EPOCH_MILLIS(ChronoUnit.MILLIS),
  EPOCH_MICROS(ChronoUnit.MICROS);

  private final ChronoUnit unit;

  TimeFormat(ChronoUnit unit) {
    this.unit = unit;
  }

  @Override
  public JsonNode convert(String field, JsonNode value) {
    boolean asItIs = this == ISO_8601 || value.isNull() || value.isMissingNode();
    return asItIs ? value : TextNode.valueOf(since1970(field, value).toString());
  }

  private Instant since1970(String field, JsonNode value) {
    JsonNode number = FieldType.NUMBER.convert(field, value);
    try {
      return number.isIntegralNumber() && number.canConvertToLong()
          ? Instant.EPOCH.plus(number.longValue(), unit)
          : Instant.EPOCH.plus(micros(number.doubleValue()), ChronoUnit.MICROS);
    } catch (DateTimeException | ArithmeticException outOfRange) {
      throw new InvalidEventException(field, "must be a time in the years 1 to 9999");
    }
  }

  private long micros(double time) {
    return Math.round(time * ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(1, unit)));
  }
}
