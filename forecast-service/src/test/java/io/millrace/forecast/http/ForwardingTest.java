package io.millrace.forecast.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.WebApplicationException;
import java.util.Set;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

class ForwardingTest {

  @Test
  void anInstanceThatIsNotAdvertisedCannotBeAsked() {
    Holder.Elsewhere holder =
        new Holder.Elsewhere(3, new HostInfo(Placement.UNADVERTISED, 1), false, Set.of());

    WebApplicationException refusal = Forwarding.unnamed("a/b", holder);

    assertThat(holder.isAdvertised()).isFalse();
    assertThat(refusal.getResponse().getStatus()).isEqualTo(421);
    assertThat(refusal)
        .hasMessageContaining("a/b is of partition 3")
        .hasMessageContaining("millrace.advertised");
  }
}
