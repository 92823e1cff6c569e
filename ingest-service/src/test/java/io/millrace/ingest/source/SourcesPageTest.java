package io.millrace.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/ingest.md} shows is what this service reads. */
class SourcesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "ingest.md");
  private static final Pattern BLOCK = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL);
  private static final String PREFIX = "millrace.sources.";

  private static Map<String, String> keys(String block) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(block));
    Map<String, String> keys = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        keys.put(name.substring(PREFIX.length()), properties.getProperty(name));
      }
    }
    return keys;
  }

  @Test
  void everyExampleOfASourceIsThatSource() throws IOException {
    Map<String, String> all = new HashMap<>();
    List<MatchResult> blocks = BLOCK.matcher(Files.readString(PAGE)).results().toList();
    for (MatchResult block : blocks) {
      all.putAll(keys(block.group(1)));
    }

    assertThat(Configured.planned(all))
        .extracting(Source::name)
        .containsExactly("folder", "kafka-plant", "mqtt");
  }
}
