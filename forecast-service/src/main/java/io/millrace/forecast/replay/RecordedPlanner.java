package io.millrace.forecast.replay;

import io.millrace.forecast.models.Forecaster;
import io.millrace.forecast.stream.ClosedStep;
import io.millrace.forecast.stream.Plan;
import io.millrace.forecast.stream.Planner;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Does as was done when it was live: the same version, the same batch shape, the same skips. */
final class RecordedPlanner implements Planner {

  private final Recorded recorded;
  private final BiFunction<String, String, Optional<Forecaster>> versions;

  /**
   * @param versions the forecaster of a model and version
   */
  RecordedPlanner(Recorded recorded, BiFunction<String, String, Optional<Forecaster>> versions) {
    this.recorded = recorded;
    this.versions = versions;
  }

  /**
   * @throws MissingVersionException if the bundle that served the step is not at hand
   */
  @Override
  public Plan plan(ClosedStep step, List<Forecaster> all) {
    RecordedStep key = new RecordedStep(step.series(), step.window().at());
    Optional<Recorded.Server> server = recorded.server(key);
    if (server.isPresent()) {
      return server.get().shape() == 0
          ? new Plan.Naive()
          : serve(server.get(), recorded.challenger(key).map(this::serve));
    }
    return recorded.skip(key).<Plan>map(Plan.Skip::new).orElseGet(Plan.ScoreOnly::new);
  }

  private Plan.Serve serve(Recorded.Server server) {
    return serve(server, Optional.empty());
  }

  private Plan.Serve serve(Recorded.Server server, Optional<Plan.Serve> challenger) {
    Forecaster forecaster =
        versions
            .apply(server.model(), server.version())
            .orElseThrow(() -> new MissingVersionException(server.model(), server.version()));
    return new Plan.Serve(forecaster, server.shape(), challenger);
  }
}
