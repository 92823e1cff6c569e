package io.millrace.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;

/**
 * What one part of an event did for its label.
 *
 * @param start of the part, from 0: of a text in UTF-16 units (as Java and JavaScript count), of a
 *     frame in samples
 * @param end after its last
 * @param text the part itself, if it is of a text
 * @param weight above 0 if it speaks for the label, below 0 if against
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attribution(int start, int end, @Nullable String text, double weight) {

  public Attribution {
    Check.atLeast("start", start, 0);
    Check.atLeast("end", end, start);
    Check.finite("weight", weight);
  }
}
