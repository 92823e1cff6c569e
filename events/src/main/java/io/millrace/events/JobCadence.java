package io.millrace.events;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which closed steps of a series get a forecast; one of the two is given.
 *
 * @param steps each so many steps
 * @param every the first step in each span of so long
 */
public record JobCadence(@Nullable Integer steps, @Nullable Duration every) {

  public static final JobCadence EACH_STEP = new JobCadence(1, null);

  public JobCadence {
    if ((steps == null) == (every == null)) {
      throw new InvalidEventException("steps", "or every must be given, and not both");
    }
    if (steps != null) {
      Check.atLeast("steps", steps, 1);
    }
    if (every != null) {
      Check.milliseconds("every", every);
    }
  }
}
