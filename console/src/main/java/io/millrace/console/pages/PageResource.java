package io.millrace.console.pages;

import io.quarkus.qute.Template;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;

/** The pages without their data, which scripts bring: so they are there at once. */
@Path("/")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class PageResource {

  /** Their scripts draw charts as soon as they have data. */
  private static final Set<Page> WITH_CHARTS = EnumSet.of(Page.SENSORS, Page.ALERTS);

  private static final List<String> CHARTS =
      List.of("/app/chart.js", "/_static/echarts/dist/echarts.esm.min.js");

  private static final List<String> DETAIL =
      Stream.concat(Stream.of("/app/seriesdetail.js", "/app/spark.js"), CHARTS.stream()).toList();

  private final Template shell;

  PageResource(Template shell) {
    this.shell = shell;
  }

  @GET
  public RestResponse<String> overview() {
    return rendered(Page.OVERVIEW, List.of(), List.of());
  }

  @GET
  @Path("{page: series|text|sensors|alerts|models|rejected}")
  public RestResponse<String> page(@PathParam("page") String word) {
    Page page = Page.of(word).orElseThrow(NotFoundException::new);
    return rendered(page, WITH_CHARTS.contains(page) ? CHARTS : List.of(), List.of());
  }

  /** One series; its script reads the name from the address. What takes longest is asked first. */
  @GET
  @Path("series/{name}")
  public RestResponse<String> series(@Context UriInfo address) {
    URI asked = address.getRequestUri();
    String name = asked.getRawPath().substring(asked.getRawPath().lastIndexOf('/') + 1);
    String chosen = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    return rendered(Page.SERIES, DETAIL, List.of("/api/past/" + name + chosen));
  }

  /**
   * @param early scripts that would be asked for only once others had run
   * @param data that they would ask for
   */
  private RestResponse<String> rendered(Page page, List<String> early, List<String> data) {
    String html =
        shell
            .data("page", page)
            .data("pages", Page.values())
            .data("early", early)
            .data("asked", data)
            .render();
    return RestResponse.ResponseBuilder.ok(html).header("Cache-Control", "no-cache").build();
  }
}
