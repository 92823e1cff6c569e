package io.millrace.ingest.schema;

import io.millrace.events.EventSchema;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the JSON Schemas of events. */
@Path("/schemas")
@NonBlocking
@Tag(name = "schemas", description = "What an event must look like")
public class SchemasResource {

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(operationId = "listSchemas", summary = "Which schemas there are")
  @APIResponse(responseCode = "200", description = "By kind and version, each with its path")
  public SchemaList list() {
    return SchemaList.all();
  }

  /** A schema of JSON Schema 2020-12. */
  @GET
  @Path("/{kind}/{version}")
  @Produces({EventSchema.MEDIA_TYPE, UnknownSchema.MEDIA_TYPE})
  @Operation(operationId = "readSchema", summary = "The JSON Schema (2020-12) of a kind of event")
  @APIResponse(responseCode = "200", description = "The schema")
  @APIResponse(responseCode = "404", description = "There is no such kind or version")
  public Response schema(@PathParam("kind") String kind, @PathParam("version") String version) {
    return EventSchema.of(kind, version)
        .map(schema -> Response.ok(schema.json(), EventSchema.MEDIA_TYPE))
        .orElseGet(() -> unknown(kind, version))
        .build();
  }

  private static Response.ResponseBuilder unknown(String kind, String version) {
    return Response.status(UnknownSchema.NOT_FOUND)
        .type(UnknownSchema.MEDIA_TYPE)
        .entity(UnknownSchema.of(kind, version));
  }
}
