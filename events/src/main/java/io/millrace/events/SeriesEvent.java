package io.millrace.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a series at one instant. Its identity is (series, at, kind, revision): a higher
 * revision corrects a lower one.
 *
 * @param series the record's key
 * @param values by variate; a variate that is absent or null is missing
 */
public record SeriesEvent(
    String series,
    Instant at,
    int revision,
    Kind kind,
    Map<String, Double> values,
    Map<String, String> attributes)
    implements Event {

  public static final int VARIATES_LIMIT = 1_024;

  public enum Kind {
    /** What was measured. */
    @JsonProperty("observed")
    OBSERVED,
    /** What is known ahead of its time: a covariate's future value. */
    @JsonProperty("known")
    KNOWN
  }

  public SeriesEvent {
    Check.name("series", series);
    Check.instant("at", at);
    Check.atLeast("revision", revision, 0);
    Check.present("kind", kind);
    values = Check.numbers("values", values, VARIATES_LIMIT);
    attributes = Check.attributes("attributes", attributes);
  }

  /** JSON may leave out what is usual: revision 0 and kind observed. */
  @JsonCreator
  static SeriesEvent of(
      @JsonProperty("series") String series,
      @JsonProperty("at") Instant at,
      @JsonProperty("revision") @Nullable Integer revision,
      @JsonProperty("kind") @Nullable Kind kind,
      @JsonProperty("values") Map<String, Double> values,
      @JsonProperty("attributes") Map<String, String> attributes) {
    return new SeriesEvent(
        series,
        at,
        revision == null ? 0 : revision,
        kind == null ? Kind.OBSERVED : kind,
        values,
        attributes);
  }

  @Override
  public Envelope envelope() {
    return new Envelope(
        Topics.SERIES_EVENTS,
        series,
        Envelope.identity(series, at, kind == Kind.KNOWN ? "known" : "observed", revision),
        "series",
        Envelope.INGEST,
        at,
        Origin.isRecorded(attributes));
  }
}
