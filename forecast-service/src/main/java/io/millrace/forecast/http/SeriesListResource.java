package io.millrace.forecast.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.HostInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The series of which something is known. */
@Path("/series")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "series")
@APIResponse(responseCode = "503", ref = "#/components/responses/Unavailable")
@Blocking
class SeriesListResource {

  private static final int LARGEST_PAGE = 1000; // series
  private static final int MOST_RECENT = 256; // steps

  private final Gathering gathering;
  private final Shares shares;
  private final Placement placement;

  SeriesListResource(Gathering gathering, Shares shares, Placement placement) {
    this.gathering = gathering;
    this.shares = shares;
    this.placement = placement;
  }

  @GET
  @Operation(
      operationId = "listSeries",
      summary = "Series by name, in pages: those of all instances")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = SeriesPage.class)))
  @APIResponse(responseCode = "400", ref = "#/components/responses/Refused")
  public Response all(
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("offset") @DefaultValue("0") int offset,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("recent") @DefaultValue("0") int recent,
      @Context HttpHeaders headers) {
    if (recent < 0 || recent > MOST_RECENT) {
      throw new BadRequestException("recent: 0 to " + MOST_RECENT + " steps, is " + recent);
    }
    if (offset < 0 || limit < 1 || limit > LARGEST_PAGE) {
      throw new BadRequestException("offset: from 0; limit: 1 to " + LARGEST_PAGE);
    }
    Gathered names =
        gathering.gather(
            InstanceResource.NAMES + "?q=" + URLEncoder.encode(q, UTF_8),
            headers,
            partitions -> shares.names(partitions, q));
    return Stale.answer(page(names, offset, limit, recent, headers), names.stale());
  }

  private SeriesPage page(
      Gathered gathered, int offset, int limit, int recent, HttpHeaders headers) {
    Map<String, Optional<HostInfo>> holders = gathered.holders();
    Map<Optional<HostInfo>, List<String>> wanted =
        holders.keySet().stream()
            .sorted()
            .skip(offset)
            .limit(limit)
            .collect(Collectors.groupingBy(holders::get));
    List<SeriesSummary> page =
        summaries(wanted, recent, headers).stream()
            .sorted(Comparator.comparing(SeriesSummary::series))
            .toList();
    requireAll(wanted, page);
    Set<TopicPartition> all = placement.all();
    return new SeriesPage(
        holders.size(),
        offset,
        Placement.ofSeries(gathered.of(all)),
        Placement.ofSeries(all).size(),
        page);
  }

  /** Who was said to hold one may hold it no longer by the time that it is asked for it. */
  private static void requireAll(
      Map<Optional<HostInfo>, List<String>> wanted, List<SeriesSummary> page) {
    int asked = wanted.values().stream().mapToInt(List::size).sum();
    if (page.size() < asked) {
      throw new ServiceUnavailableException(
          (asked - page.size()) + " of " + asked + " series are on their way to another instance",
          1L);
    }
  }

  private List<SeriesSummary> summaries(
      Map<Optional<HostInfo>, List<String>> wanted, int recent, HttpHeaders headers) {
    List<SeriesSummary> summaries = new ArrayList<>();
    wanted.forEach(
        (holder, names) ->
            summaries.addAll(
                holder
                    .map(host -> gathering.summaries(host, names, recent, headers))
                    .orElseGet(() -> shares.summaries(names, recent))));
    return summaries;
  }
}
