package io.millrace.console.recent;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.Inference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairingTest {

  private final List<Scored<String>> out = new ArrayList<>();
  private final Pairing<String> pairing = new Pairing<>(2, 100, out::add);

  private static Inference of(String event) {
    return new Inference(
        event, "text", "shop", Instant.EPOCH, "log-triage", "1", "group", Map.of("group", 1.0));
  }

  @Test
  void anInferenceThatIsReadBeforeItsEventWaitsForIt() {
    pairing.inference(of("a"), 0);
    pairing.event("a", "its text");

    assertThat(out).containsExactly(new Scored<>(of("a"), "its text"));
  }

  @Test
  void anInferenceWhoseEventDoesNotComeGoesAlone() {
    pairing.inference(of("a"), 0);
    pairing.inference(of("b"), 60);
    pairing.pass(100);

    assertThat(out).containsExactly(new Scored<>(of("a"), null));
  }

  @Test
  void onlyTheLastEventsAreRemembered() {
    pairing.event("a", "first");
    pairing.event("b", "second");
    pairing.event("c", "third");
    pairing.inference(of("a"), 0);
    pairing.pass(1_000);

    assertThat(out).containsExactly(new Scored<>(of("a"), null));
  }
}
