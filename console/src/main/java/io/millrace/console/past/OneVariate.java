package io.millrace.console.past;

import com.fasterxml.jackson.core.filter.TokenFilter;
import io.millrace.events.EventJson;
import io.millrace.events.InvalidEventException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Of the many numbers of an event, those of one variate. */
final class OneVariate extends TokenFilter {

  private static final String VARIATES = "variates";

  private final TokenFilter ofVariates;

  private OneVariate(String variate) {
    ofVariates =
        new TokenFilter() {
          @Override
          public @Nullable TokenFilter includeProperty(String name) {
            return name.equals(variate) ? INCLUDE_ALL : null;
          }
        };
  }

  /**
   * A forecast or the scores of forecasts, as if it were of that variate alone; empty if it is not
   * of it at all.
   */
  static <E> Optional<E> of(Class<E> type, byte[] json, String variate) {
    try {
      return Optional.of(EventJson.read(type, json, new OneVariate(variate)));
    } catch (InvalidEventException noneLeft) {
      return Optional.empty();
    }
  }

  @Override
  public TokenFilter includeProperty(String name) {
    return name.equals(VARIATES) ? ofVariates : INCLUDE_ALL;
  }
}
