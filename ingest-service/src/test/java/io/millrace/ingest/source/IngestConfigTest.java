package io.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestConfigTest {

  private static final int QUARKUS = 200; // the priority that Quarkus gives its converters

  private static IngestConfig config(Map<String, String> keys) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, QUARKUS, new DurationConverter())
        .withMapping(IngestConfig.class)
        .withSources(new PropertiesConfigSource(keys, "test", 100))
        .build()
        .getConfigMapping(IngestConfig.class);
  }

  @Test
  void everySourceIsOffUnlessSwitchedOn() {
    SourcePlan plan =
        new SourcePlan(config(Map.of()).sources(), new RecordedDelivery(), Pace.system());

    assertThat(plan.sources(Instant.EPOCH, () -> {})).isEmpty();
  }

  @Test
  void aMisspeltKeyIsRefusedByName() {
    assertThatThrownBy(() -> config(Map.of("millrace.sources.recorded.sped", "3")))
        .hasMessageContaining("millrace.sources.recorded.sped");
  }

  @ParameterizedTest
  @CsvSource({
    "recorded.enabled, true, recorded.file must name a CSV file",
    "logs.enabled, true, logs.directory must name a directory",
    "folder.enabled, true, folder.directory must name a directory",
    "frames.rate-hz, 500, frames.rate-hz must be 1 to 128",
  })
  void aKeyThatIsMissingOrWrongIsNamed(String key, String value, String complaint) {
    IngestConfig config =
        config(
            Map.of(
                "millrace.sources." + key,
                value,
                "millrace.sources.frames.enabled",
                Boolean.toString(key.startsWith("frames"))));
    SourcePlan plan = new SourcePlan(config.sources(), new RecordedDelivery(), Pace.system());

    assertThatThrownBy(() -> plan.sources(Instant.EPOCH, () -> {}))
        .hasMessage("millrace.sources." + complaint);
  }
}
