package io.millrace.forecast.http;

import io.millrace.events.EventJson;
import io.millrace.events.ForecastJob;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.jobs.JobDesk;
import io.millrace.forecast.models.Forecaster;
import io.millrace.forecast.models.Forecasters;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is forecast how, and by which models. A change is followed by every instance. */
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "jobs")
@Blocking
class JobResource {

  private static final Clock CLOCK = Clock.systemUTC();

  private final JobDesk desk;
  private final Forecasters forecasters;

  JobResource(JobDesk desk, Forecasters forecasters) {
    this.desk = desk;
    this.forecasters = forecasters;
  }

  /** A model that is at hand. */
  record Model(String model, String version, List<String> variates, int lookback, int horizon) {

    static Model of(Forecaster forecaster) {
      return new Model(
          forecaster.served().model(),
          forecaster.served().version(),
          forecaster.served().variates(),
          forecaster.lookback(),
          forecaster.served().horizon());
    }
  }

  /** Jobs by name. */
  record JobList(List<ForecastJob> jobs, List<Model> models) {}

  @GET
  @Operation(operationId = "listJobs", summary = "All jobs, and the models at hand")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = JobList.class)))
  public byte[] all() {
    List<Model> models = forecasters.during(all -> all.stream().map(Model::of).toList());
    return EventJson.write(new JobList(desk.all(), models));
  }

  @GET
  @Path("/{name}")
  @Operation(operationId = "getJob", summary = "One job")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = ForecastJob.class)))
  @APIResponse(responseCode = "404", ref = "#/components/responses/Unknown")
  public byte[] one(@PathParam("name") String name) {
    return EventJson.write(desk.find(name).orElseThrow(() -> unknown(name)));
  }

  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "putJob",
      summary = "Creates or replaces a job; the answer comes when this instance runs it")
  @RequestBody(
      description = "Name, origin and at may be left out; the last two are set here.",
      content = @Content(schema = @Schema(implementation = ForecastJob.class)))
  @APIResponse(
      responseCode = "200",
      description = "The job that there was is replaced",
      content = @Content(schema = @Schema(implementation = ForecastJob.class)))
  @APIResponse(
      responseCode = "201",
      description = "The job is new",
      content = @Content(schema = @Schema(implementation = ForecastJob.class)))
  @APIResponse(responseCode = "400", ref = "#/components/responses/Refused")
  @APIResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
  public Response put(@PathParam("name") String name, byte[] json) {
    ForecastJob job = ForecastJob.asked(name, json, CLOCK.instant());
    Job.of(job); // refuses what could not run
    boolean created = desk.put(job);
    return Response.status(created ? Response.Status.CREATED : Response.Status.OK)
        .entity(EventJson.write(job))
        .build();
  }

  @DELETE
  @Path("/{name}")
  @Operation(
      operationId = "deleteJob",
      summary = "Ends a job; one of the configuration is back at the next start of a service")
  @APIResponse(responseCode = "204", description = "There is no such job any more")
  @APIResponse(responseCode = "404", ref = "#/components/responses/Unknown")
  @APIResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
  public void delete(@PathParam("name") String name) {
    if (!desk.delete(name)) {
      throw unknown(name);
    }
  }

  private static NotFoundException unknown(String name) {
    return new NotFoundException("there is no job " + name);
  }
}
