package io.millrace.ingest.schema;

import io.millrace.events.EventSchema;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Completes what the OpenAPI document says of every {@code POST /events/...}, whatever media types
 * it takes: which kinds there are, their schemas, an example of each, and the answers.
 */
@OpenApiFilter(OpenApiFilter.RunStage.RUN)
public class EventDocumentation implements OASFilter {

  private static final String EVENTS = "/events/";
  private static final String ANY_KIND = "{kind}";

  /** By status, each with its entry under the document's {@code components/responses}. */
  private static final Map<String, String> ANSWERS =
      new TreeMap<>(
          Map.of(
              "202", "Accepted",
              "400", "NotJson",
              "408", "TooSlow",
              "413", "TooLarge",
              "415", "NotSupported",
              "422", "NothingAccepted",
              "429", "OverQuota",
              "503", "Unavailable"));

  /** Parameters by name: where they are, and what they do. */
  private static final Map<String, Map.Entry<Parameter.In, String>> PARAMETERS =
      new TreeMap<>(
          Map.of(
              "Idempotency-Key",
              Map.entry(
                  Parameter.In.HEADER, "gives events without an id one that a repeat has too"),
              "rejected",
              Map.entry(
                  Parameter.In.QUERY, "file (default) or drop: what becomes of refused events"),
              "series",
              Map.entry(Parameter.In.QUERY, "of a CSV body: whose values its rows are"),
              "time",
              Map.entry(Parameter.In.QUERY, "of a CSV body: the column of times (default time)")));

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              if (path.startsWith(EVENTS) && item.getPOST() != null) {
                complete(item, item.getPOST(), kinds(path.substring(EVENTS.length())));
              }
            });
  }

  private static List<String> kinds(String last) {
    return EventSchema.all().stream()
        .map(EventSchema::kind)
        .filter(kind -> last.equals(ANY_KIND) || last.equals(kind))
        .toList();
  }

  private static void complete(PathItem item, Operation post, List<String> kinds) {
    post.tags(List.of("events")).summary("Send events");
    Stream.of(item.getParameters(), post.getParameters())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .filter(parameter -> ANY_KIND.equals("{" + parameter.getName() + "}"))
        .forEach(parameter -> nameKinds(parameter, kinds));
    if (post.getRequestBody() != null && post.getRequestBody().getContent() != null) {
      Map<String, MediaType> content = post.getRequestBody().getContent().getMediaTypes();
      content.forEach((mediaType, body) -> complete(mediaType, body, kinds));
      post.getRequestBody().getContent().setMediaTypes(usualFirst(content));
    }
    PARAMETERS.forEach(
        (name, meaning) ->
            post.addParameter(
                OASFactory.createParameter()
                    .name(name)
                    .in(meaning.getKey())
                    .description(meaning.getValue())
                    .schema(ofType(SchemaType.STRING))));
    answer(post);
  }

  /** The first is what the page offers. */
  private static Map<String, MediaType> usualFirst(Map<String, MediaType> content) {
    Map<String, MediaType> sorted = new LinkedHashMap<>();
    for (String mediaType : EventExamples.MEDIA_TYPES) {
      if (content.containsKey(mediaType)) {
        sorted.put(mediaType, content.get(mediaType));
      }
    }
    content.forEach(sorted::putIfAbsent);
    return sorted;
  }

  private static void nameKinds(Parameter parameter, List<String> kinds) {
    parameter.schema(ofType(SchemaType.STRING).enumeration(List.copyOf(kinds)));
  }

  private static void complete(String mediaType, MediaType content, List<String> kinds) {
    for (String kind : kinds) {
      Optional<Object> example = EventExamples.of(kind, mediaType);
      example.ifPresent(body -> content.addExample(kind, OASFactory.createExample().value(body)));
    }
    switch (mediaType) {
      case EventExamples.JSON -> content.schema(oneOrMany(kinds));
      case EventExamples.NDJSON, EventExamples.CSV -> content.schema(ofType(SchemaType.STRING));
      case EventExamples.CLOUD_EVENT -> content.schema(ofType(SchemaType.OBJECT));
      case EventExamples.CLOUD_EVENTS -> content.schema(ofType(SchemaType.ARRAY));
      default -> {} // as it was found
    }
  }

  private static Schema ofType(SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }

  private static Schema oneOrMany(List<String> kinds) {
    Schema one = OASFactory.createSchema();
    EventSchema.all().stream()
        .filter(schema -> kinds.contains(schema.kind()))
        .map(schema -> OASFactory.createSchema().ref(schema.path()))
        .forEach(one::addAnyOf);
    return OASFactory.createSchema().addAnyOf(one).addAnyOf(ofType(SchemaType.ARRAY).items(one));
  }

  private static void answer(Operation post) {
    APIResponses answers = OASFactory.createAPIResponses();
    ANSWERS.forEach(
        (status, name) -> answers.addAPIResponse(status, OASFactory.createAPIResponse().ref(name)));
    post.setResponses(answers);
  }
}
