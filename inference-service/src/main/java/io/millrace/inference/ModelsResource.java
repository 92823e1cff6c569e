package io.millrace.inference;

import io.millrace.events.EventJson;
import io.millrace.events.InvalidEventException;
import io.millrace.serving.ModelOutputException;
import io.millrace.serving.ModelUnavailableException;
import io.millrace.serving.UntokenizableTextException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The models in service, and a way to try one by hand. */
@Path("/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {

  private static final int UNPROCESSABLE = 422;

  private final InferenceService service;

  ModelsResource(InferenceService service) {
    this.service = service;
  }

  @GET
  public List<ModelView> list() {
    return shelf().views();
  }

  /** Every version of a model that was loaded or refused: the one in service last. */
  @GET
  @Path("/{name}")
  public RestResponse<Object> get(String name) {
    return shelf().views().stream()
        .filter(view -> view.name().equals(name))
        .reduce((refused, serving) -> serving)
        .map(view -> RestResponse.ok((Object) view))
        .orElseGet(() -> notFound(name));
  }

  @POST
  @Path("/{name}/infer")
  public RestResponse<Object> infer(String name, byte[] body) {
    Question question = EventJson.read(Question.class, body);
    return shelf()
        .serving(name)
        .map(scorer -> RestResponse.ok((Object) Answer.of(scorer.answer(question))))
        .orElseGet(() -> notFound(name));
  }

  private ModelShelf shelf() {
    return service.models().orElseThrow();
  }

  private RestResponse<Object> notFound(String name) {
    List<String> names = shelf().views().stream().map(ModelView::name).distinct().toList();
    return RestResponse.status(
        Status.NOT_FOUND,
        new Refusal("name", "no model named " + name + " is in service; there are " + names));
  }

  @ServerExceptionMapper
  public RestResponse<Refusal> refuse(InvalidEventException e) {
    return RestResponse.status(Status.BAD_REQUEST, new Refusal(e.field(), e.reason()));
  }

  @ServerExceptionMapper
  public RestResponse<Refusal> refuse(UntokenizableTextException e) {
    return RestResponse.status(
        Status.BAD_REQUEST, new Refusal("text", String.valueOf(e.getMessage())));
  }

  @ServerExceptionMapper
  public RestResponse<Refusal> refuse(IllegalArgumentException e) {
    return RestResponse.status(
        Status.BAD_REQUEST, new Refusal("channels", String.valueOf(e.getMessage())));
  }

  @ServerExceptionMapper
  public RestResponse<Refusal> refuse(ModelOutputException e) {
    return RestResponse.ResponseBuilder.<Refusal>create(UNPROCESSABLE)
        .entity(new Refusal("model", String.valueOf(e.getMessage())))
        .build();
  }

  @ServerExceptionMapper
  public RestResponse<Refusal> refuse(ModelUnavailableException e) {
    return RestResponse.status(
        Status.SERVICE_UNAVAILABLE, new Refusal("model", String.valueOf(e.getMessage())));
  }
}
