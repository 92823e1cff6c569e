package io.millrace.console.pages;

import io.quarkus.qute.Template;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** The pages without their data, which scripts bring: so they are there at once. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class PageResource {

  private final Template shell;

  PageResource(Template shell) {
    this.shell = shell;
  }

  @GET
  public RestResponse<String> overview() {
    return rendered(Page.OVERVIEW);
  }

  @GET
  @Path("{page: series|text|sensors|alerts|models|rejected}")
  public RestResponse<String> page(@PathParam("page") String word) {
    return rendered(Page.of(word).orElseThrow(NotFoundException::new));
  }

  /** One series; its script reads the name from the address. */
  @GET
  @Path("series/{name}")
  public RestResponse<String> series() {
    return rendered(Page.SERIES);
  }

  private RestResponse<String> rendered(Page page) {
    String html = shell.data("page", page).data("pages", Page.values()).render();
    return RestResponse.ResponseBuilder.ok(html).header("Cache-Control", "no-cache").build();
  }
}
