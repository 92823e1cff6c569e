package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TensorFlowKeysTest {

  /** Keys as a service has them, of which one is set. */
  private record Keys(
      Optional<Integer> intraOp,
      Optional<Integer> interOp,
      Optional<String> device,
      Optional<String> gpuMemory,
      Optional<String> precision,
      Optional<String> graph)
      implements TensorFlowKeys {}

  @AfterEach
  void forgotten() {
    System.clearProperty("millrace.tensorflow.intra-op");
    System.clearProperty("millrace.tensorflow.graph");
  }

  @Test
  void whatIsSetIsWhatSessionsAreConfiguredFrom() {
    TensorFlowKeys.tellThisProcess(
        new Keys(
            Optional.of(3),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("plain")));

    SessionSettings settings = SessionSettings.read(System::getProperty);
    assertThat(settings.intraOp()).isEqualTo(3);
    assertThat(settings.lowers()).isFalse();
    assertThat(settings.device()).isEqualTo("auto");
  }
}
