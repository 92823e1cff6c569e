package io.millrace.forecast.http;

import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.jobs.Jobs;
import io.millrace.forecast.models.Forecaster;
import io.millrace.forecast.models.Forecasters;
import io.millrace.forecasting.AlertRule;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is forecast how, and by which models. */
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
class JobResource {

  private final Jobs jobs;
  private final Forecasters forecasters;

  JobResource(Jobs jobs, Forecasters forecasters) {
    this.jobs = jobs;
    this.forecasters = forecasters;
  }

  record Rule(String name, String severity, String variate, String describes) {}

  record JobView(
      String name, String series, @Nullable String model, String tolerance, List<Rule> rules) {}

  record Model(String model, String version, List<String> variates, int lookback, int horizon) {}

  record JobsView(List<JobView> jobs, List<Model> models) {}

  @GET
  public JobsView jobs() {
    return new JobsView(
        jobs.all().stream().map(JobResource::view).toList(),
        forecasters.during(all -> all.stream().map(JobResource::model).toList()));
  }

  private static JobView view(Job job) {
    return new JobView(
        job.name(),
        job.series().text(),
        job.model().orElse(null),
        job.tolerance().toString(),
        job.rules().stream().map(JobResource::rule).toList());
  }

  private static Rule rule(AlertRule rule) {
    return new Rule(rule.name(), rule.severity(), rule.variate(), rule.toString());
  }

  private static Model model(Forecaster forecaster) {
    return new Model(
        forecaster.served().model(),
        forecaster.served().version(),
        forecaster.served().variates(),
        forecaster.lookback(),
        forecaster.served().horizon());
  }
}
