package io.millrace.inference.http;

import io.millrace.events.EventJson;
import io.millrace.events.InvalidEventException;
import io.millrace.events.ModelRelease.Role;
import io.millrace.inference.InferenceService;
import io.millrace.inference.batch.Question;
import io.millrace.inference.models.KindShelf;
import io.millrace.inference.telemetry.ShadowMetrics.Agreement;
import io.millrace.releases.Announcements;
import io.millrace.releases.ModelMissingException;
import io.millrace.releases.ModelShelf;
import io.millrace.releases.ModelView;
import io.millrace.releases.ServedModel;
import io.millrace.serving.ModelOutputException;
import io.millrace.serving.ModelUnavailableException;
import io.millrace.serving.TooLongException;
import io.millrace.serving.UntokenizableTextException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The models in service, and a way to try one by hand. */
@Path("/models")
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {

  private static final int UNPROCESSABLE = 422;

  /** A request holds a thread and the model meanwhile. */
  private static final Duration LONGEST_EXPLANATION = Duration.ofSeconds(10);

  private final InferenceService service;
  private final Announcements announcements;

  ModelsResource(InferenceService service, Announcements announcements) {
    this.service = service;
    this.announcements = announcements;
  }

  /**
   * Every version that serves, is refused or was served, oldest attempt first; none until those of
   * the directories are loaded.
   */
  @GET
  public List<ModelView> list() {
    return service.models().stream().flatMap(ModelShelf::lives).map(ModelView::of).toList();
  }

  @GET
  @Path("/{name}")
  public RestResponse<Object> get(String name) {
    List<ModelView> versions = list().stream().filter(view -> view.name().equals(name)).toList();
    return versions.isEmpty()
        ? notFound(name)
        : RestResponse.ok(
            new ModelDetail(
                current(versions),
                service.modelMetrics().latency(name),
                agreement(name),
                versions));
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
  public RestResponse<Object> release(String name, byte[] body) {
    WantedVersion wanted = EventJson.read(WantedVersion.class, body);
    return RestResponse.status(Status.ACCEPTED, announcements.release(name, wanted.version()));
  }

  private static ModelView current(List<ModelView> versions) {
    return versions.stream()
        .filter(view -> view.role().equals("serving") && view.state().equals("serving"))
        .reduce((earlier, later) -> later)
        .orElseGet(() -> versions.get(versions.size() - 1));
  }

  private @Nullable Agreement agreement(String name) {
    Agreement agreement = service.shadowMetrics().agreement(name);
    return agreement.compared() == 0 ? null : agreement;
  }

  /**
   * @param role {@code serving} or {@code shadow}
   * @param explain how long an explanation may take, such as {@code PT0.5S} and at most {@code
   *     PT10S}; left out: none; refused of a model without labels
   * @param label of the model that is explained; left out: the answer's, or the likeliest
   */
  @POST
  @Path("/{name}/infer")
  public RestResponse<Object> infer(
      String name,
      @RestQuery @DefaultValue("serving") String role,
      @RestQuery Optional<String> explain,
      @RestQuery Optional<String> label,
      byte[] body) {
    Question question = EventJson.read(Question.class, body);
    Optional<Asking.Wanted> wanted =
        explain.map(ModelsResource::time).map(budget -> new Asking.Wanted(budget, label));
    return service.kinds().stream()
        .flatMap(kind -> infer(kind, name, role, question, wanted).stream())
        .findFirst()
        .map(answer -> RestResponse.<Object>ok(answer))
        .orElseGet(() -> notFound(name));
  }

  private static <E, I> Optional<Answer> infer(
      KindShelf<E, I> shelf,
      String name,
      String role,
      Question question,
      Optional<Asking.Wanted> wanted) {
    return shelf
        .find(name)
        .map(model -> Asking.ask(shelf.kind(), model, role(role), question, wanted));
  }

  private static Role role(String word) {
    return List.of(Role.values()).stream()
        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () -> new InvalidEventException("role", "must be serving or shadow, is " + word));
  }

  private static Duration time(String word) {
    try {
      Duration time = Duration.parse(word);
      if (time.isNegative() || time.compareTo(LONGEST_EXPLANATION) > 0) {
        throw new InvalidEventException(
            "explain", "must be from PT0S to " + LONGEST_EXPLANATION + ", is " + word);
      }
      return time;
    } catch (DateTimeParseException e) {
      throw new InvalidEventException(
          "explain", "must be an ISO-8601 duration such as PT0.5S, is " + word);
    }
  }

  private RestResponse<Object> notFound(String name) {
    List<String> names =
        service.models().stream().flatMap(ModelShelf::models).map(ServedModel::name).toList();
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
  public RestResponse<Refusal> refuse(TooLongException e) {
    return RestResponse.status(
        Status.BAD_REQUEST, new Refusal("text", String.valueOf(e.getMessage())));
  }

  @ServerExceptionMapper
  public RestResponse<Refusal> refuse(IllegalArgumentException e) {
    return RestResponse.status(
        Status.BAD_REQUEST, new Refusal("event", String.valueOf(e.getMessage())));
  }

  @ServerExceptionMapper
  public RestResponse<Refusal> refuse(ModelOutputException e) {
    return RestResponse.ResponseBuilder.<Refusal>create(UNPROCESSABLE)
        .entity(new Refusal("model", String.valueOf(e.getMessage())))
        .build();
  }

  @ServerExceptionMapper
  public RestResponse<Refusal> refuse(ModelUnavailableException e) {
    return unavailable(e);
  }

  @ServerExceptionMapper
  public RestResponse<Refusal> refuse(ModelMissingException e) {
    return unavailable(e);
  }

  private static RestResponse<Refusal> unavailable(RuntimeException e) {
    return RestResponse.status(
        Status.SERVICE_UNAVAILABLE, new Refusal("model", String.valueOf(e.getMessage())));
  }
}
