package io.millrace.forecast.stream;

import io.millrace.events.Alert;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * Which trace an alert belongs to. Asked on the stream's threads; it must neither block nor throw.
 */
public interface AlertTracing {

  /** That of its cause, as it is. */
  AlertTracing PASSING = (cause, alert) -> cause.trace();

  /**
   * Headers for an alert that is about to be written.
   *
   * @param cause names a trace
   */
  List<Header> told(Cause cause, Alert alert);
}
