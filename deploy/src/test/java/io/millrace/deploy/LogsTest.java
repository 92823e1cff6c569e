package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an ObservedTest sees of three services holds for all, as far as configuration goes. */
class LogsTest {

  private static final String JSON = "quarkus.log.console.json.";

  @Test
  void everyServiceLogsTheSameKeysAndJsonOnlyWhereAContainerSaysSo() {
    Map<String, String> expected = json(Here.shipped("ingest-service"));

    assertThat(expected)
        .containsEntry(JSON + "enabled", "false")
        .containsKeys(
            JSON + "additional-field.\"service\".value",
            JSON + "additional-field.\"instance\".value");
    for (ServiceImage image : ServiceImage.ALL) {
      assertThat(json(Here.shipped(image.name()))).as(image.name()).isEqualTo(expected);
      assertThat(
              json(Here.properties(Here.DEPLOY.resolve("config/" + image.name() + ".properties"))))
          .as(image.name())
          .isEqualTo(Map.of(JSON + "enabled", "true"));
    }
  }

  private static Map<String, String> json(Properties properties) {
    Map<String, String> json = new TreeMap<>();
    properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith(JSON))
        .forEach(key -> json.put(key, properties.getProperty(key)));
    return json;
  }
}
