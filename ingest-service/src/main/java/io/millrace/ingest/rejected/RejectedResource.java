package io.millrace.ingest.rejected;

import io.millrace.events.Rejection;
import io.millrace.events.Topics;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Puts what was refused on its topic once more; for admins, where callers are asked. */
@Path("/rejected")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RejectedResource {

  private static final int UNPROCESSABLE = 422;

  private final RejectedEvents rejected;

  RejectedResource(RejectedEvents rejected) {
    this.rejected = rejected;
  }

  /**
   * @param partition of {@code rejected-events}
   * @param offset on it
   */
  @POST
  @Path("/{partition: \\d{1,6}}@{offset: \\d{1,18}}/replay")
  public RestResponse<Map<String, String>> replay(
      @PathParam("partition") int partition, @PathParam("offset") long offset) {
    String place = partition + "@" + offset;
    Optional<Rejection> found =
        rejected.at(new TopicPartition(Topics.REJECTED_EVENTS, partition), offset);
    if (found.isEmpty()) {
      return refused(404, "rejected-events has no rejection at " + place);
    }
    try {
      ProducerRecord<byte[], byte[]> record = SecondChance.of(found.get(), place);
      rejected.send(record);
      return RestResponse.status(Status.ACCEPTED, Map.of("topic", record.topic()));
    } catch (UnreplayableException e) {
      return refused(UNPROCESSABLE, String.valueOf(e.getMessage()));
    }
  }

  private static RestResponse<Map<String, String>> refused(int status, String detail) {
    return RestResponse.ResponseBuilder.<Map<String, String>>create(status)
        .entity(Map.of("detail", detail))
        .build();
  }
}
