package io.millrace.forecast.jobs;

import io.millrace.events.ForecastJob;
import io.millrace.events.JobOrigin;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which jobs of a configuration go onto the topic. */
final class Seeding {

  private Seeding() {}

  /**
   * @param live the job under the same name; a job of the API wins over the configuration
   */
  static boolean isNeeded(ForecastJob configured, @Nullable ForecastJob live) {
    return live == null
        || live.origin() == JobOrigin.CONFIGURATION && !live.saysTheSameAs(configured);
  }

  /** Names of live jobs that a configuration brought which is no longer this one. */
  static List<String> left(List<ForecastJob> live, List<ForecastJob> configured) {
    Set<String> names = configured.stream().map(ForecastJob::name).collect(Collectors.toSet());
    return live.stream()
        .filter(job -> job.origin() == JobOrigin.CONFIGURATION)
        .map(ForecastJob::name)
        .filter(name -> !names.contains(name))
        .toList();
  }
}
