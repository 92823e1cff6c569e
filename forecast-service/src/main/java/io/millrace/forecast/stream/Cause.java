package io.millrace.forecast.stream;

import io.millrace.events.TraceHeaders;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The record that something follows from, as far as its trace goes.
 *
 * @param trace its headers that say so; none: it belongs to no trace, or is not known any more
 * @param topic that it was on
 * @param since when it was read, by the wall clock in milliseconds
 */
public record Cause(List<Header> trace, String topic, long since) {

  /** Of what no record caused. */
  static final Cause NONE = new Cause(List.of(), "", 0);

  public Cause {
    trace = List.copyOf(trace);
  }

  static Cause of(Headers headers, String topic, long now) {
    return TraceHeaders.areIn(headers) ? new Cause(TraceHeaders.of(headers), topic, now) : NONE;
  }
}
