package io.millrace.forecast.http;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What this instance alone holds, for the others that gather what all do. */
@Path(InstanceResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class InstanceResource {

  static final String PATH = "/instance";
  static final String NAMES = PATH + "/names";
  static final String SUMMARIES = PATH + "/summaries";
  static final String ALERTS = PATH + "/alerts";
  static final String DECISIONS = PATH + "/decisions";

  private final Placement placement;
  private final Shares shares;

  InstanceResource(Placement placement, Shares shares) {
    this.placement = placement;
    this.shares = shares;
  }

  @GET
  @Path("/names")
  @Operation(hidden = true)
  public Share names(
      @QueryParam("q") @DefaultValue("") String q,
      @HeaderParam(Peers.ASKED_BY_INSTANCE) @DefaultValue(Peers.ACTIVE) String copy) {
    return shares.names(partitions(copy), q);
  }

  @POST
  @Path("/summaries")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public List<SeriesSummary> summaries(
      @QueryParam("recent") @DefaultValue("0") int recent, List<String> names) {
    return shares.summaries(names, recent);
  }

  @GET
  @Path("/alerts")
  @Operation(hidden = true)
  public Share alerts(
      @QueryParam("id") @DefaultValue("") String id,
      @HeaderParam(Peers.ASKED_BY_INSTANCE) @DefaultValue(Peers.ACTIVE) String copy) {
    Set<TopicPartition> partitions = partitions(copy);
    return id.isEmpty() ? shares.lastAlerts(partitions) : shares.alert(partitions, id);
  }

  @GET
  @Path("/decisions")
  @Operation(hidden = true)
  public Share decisions(
      @QueryParam("series") @DefaultValue("") String series,
      @HeaderParam(Peers.ASKED_BY_INSTANCE) @DefaultValue(Peers.ACTIVE) String copy) {
    return shares.decisions(partitions(copy), series);
  }

  private Set<TopicPartition> partitions(String copy) {
    return copy.equals(Peers.STANDBY) ? placement.held() : placement.active();
  }
}
