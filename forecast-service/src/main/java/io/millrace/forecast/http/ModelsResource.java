package io.millrace.forecast.http;

import io.millrace.forecast.models.ForecastModels;
import io.millrace.releases.ModelView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The forecast models: every version that serves, is refused or was served. */
@Path("/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {

  private final ForecastModels models;

  ModelsResource(ForecastModels models) {
    this.models = models;
  }

  /** Oldest attempt of each first. */
  @GET
  public List<ModelView> list() {
    return models.models().lives().map(ModelView::of).toList();
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
