package io.millrace.forecast.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.WebApplicationException;
import java.net.URI;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class PlacementTest {

  private static final URI ASKED = URI.create("http://127.0.0.1:8083/series/a%2Fb/history?limit=5");

  @Test
  void aSeriesOfAnotherInstanceIsRedirectedThere() {
    WebApplicationException refusal =
        Placement.elsewhere("a/b", 3, new HostInfo("forecast-2", 8093), ASKED);

    assertThat(refusal.getResponse().getStatus()).isEqualTo(307);
    assertThat(refusal.getResponse().getLocation())
        .isEqualTo(URI.create("http://forecast-2:8093/series/a%2Fb/history?limit=5"));
  }

  @Test
  void anInstanceThatIsNotAdvertisedCannotBeNamed() {
    WebApplicationException refusal =
        Placement.elsewhere("a/b", 3, new HostInfo(Placement.UNADVERTISED, 1), ASKED);

    assertThat(refusal.getResponse().getStatus()).isEqualTo(421);
    assertThat(refusal)
        .hasMessageContaining("a/b is of partition 3")
        .hasMessageContaining("millrace.advertised");
  }
}
