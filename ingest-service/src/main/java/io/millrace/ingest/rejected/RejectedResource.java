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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern PLACE = Pattern.compile("(\\d{1,6})@(\\d{1,18})");

  private final RejectedEvents rejected;

  RejectedResource(RejectedEvents rejected) {
    this.rejected = rejected;
  }

  /**
   * @param place {@code PARTITION@OFFSET} on {@code rejected-events}
   */
  @POST
  @Path("/{place}/replay")
  public RestResponse<Map<String, String>> replay(@PathParam("place") String place) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      return refused(400, "place: must be PARTITION@OFFSET, such as 2@17, is " + place);
    }
    int partition = Integer.parseInt(parts.group(1));
    long offset = Long.parseLong(parts.group(2));
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
