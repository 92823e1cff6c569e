package io.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesConfigTest {

  @Test
  void everySourceIsOffUnlessSwitchedOn() {
    assertThat(Configured.planned(Map.of())).isEmpty();
  }

  @Test
  void aMisspeltKeyIsRefusedByName() {
    assertThatThrownBy(() -> Configured.config(Map.of("millrace.sources.recorded.sped", "3")))
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
    Map<String, String> keys =
        Map.of(key, value, "frames.enabled", Boolean.toString(key.startsWith("frames")));

    assertThatThrownBy(() -> Configured.planned(keys)).hasMessage("millrace.sources." + complaint);
  }
}
