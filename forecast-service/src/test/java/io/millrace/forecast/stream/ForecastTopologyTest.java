package io.millrace.forecast.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.forecast.jobs.Jobs;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ForecastTopologyTest {

  @Test
  void itIsWiredAsTheGoldenFileSays() throws IOException {
    String golden;
    try (var file = getClass().getResourceAsStream("/topology.txt")) {
      golden = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    }
    String described =
        ForecastTopology.withLabels(
                ForecastTopology.of(() -> TestStream.processor(DueMarksTest.none(), 1)),
                () ->
                    new LabelProcessor(
                        new Jobs(List.of()),
                        AlertTracing.PASSING,
                        new StageClock(StreamListener.NONE, System::nanoTime)))
            .describe()
            .toString();
    assertThat(described.strip()).isEqualTo(golden.strip());
  }
}
