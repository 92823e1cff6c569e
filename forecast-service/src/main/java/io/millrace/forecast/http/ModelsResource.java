package io.millrace.forecast.http;

import io.millrace.events.EventJson;
import io.millrace.events.ModelRelease;
import io.millrace.forecast.models.ForecastModels;
import io.millrace.releases.Announcements;
import io.millrace.releases.ModelView;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The forecast models: every version that serves, is refused or was served. */
@Path("/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {

  private final ForecastModels models;
  private final Announcements announcements;

  ModelsResource(ForecastModels models, Announcements announcements) {
    this.models = models;
    this.announcements = announcements;
  }

  /** Oldest attempt of each first. */
  @GET
  public List<ModelView> list() {
    return models.models().lives().map(ModelView::of).toList();
  }

  /** Versions that the directories have, and that can be released so. */
  @GET
  @Path("/{name}/available")
  public List<String> available(String name) {
    return announcements.versions(name);
  }

  /**
   * @param version one of those that are available
   */
  record WantedVersion(String version) {}

  /** Says that a version is to serve; what comes of it is in {@link #get}. */
  @POST
  @Path("/{name}/release")
  @Blocking
  public RestResponse<byte[]> release(String name, byte[] body) {
    WantedVersion wanted = EventJson.read(WantedVersion.class, body);
    ModelRelease release = announcements.release(name, wanted.version());
    return RestResponse.status(Status.ACCEPTED, EventJson.write(release));
  }

  /** The versions of one model, oldest attempt first. */
  @GET
  @Path("/{name}")
  public List<ModelView> get(String name) {
    List<ModelView> versions = list().stream().filter(view -> view.name().equals(name)).toList();
    if (versions.isEmpty()) {
      throw new NotFoundException("name: no model named " + name + " was ever to serve");
    }
    return versions;
  }
}
