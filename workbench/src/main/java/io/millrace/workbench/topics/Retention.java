package io.millrace.workbench.topics;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a topic keeps a record. */
sealed interface Retention {

  Pattern PERIOD = Pattern.compile("([1-9]\\d{0,5})([hd])");

  /** The topic's settings in Kafka's own words. */
  Map<String, String> settings();

  /**
   * Reads {@code 12h}, {@code 7d} or {@code compact}.
   *
   * @throws TopicTableException if it is none of these
   */
  static Retention parse(String text) {
    if (text.equals("compact")) {
      return new LastOfEachKey();
    }
    Matcher matcher = PERIOD.matcher(text);
    if (!matcher.matches()) {
      throw new TopicTableException(
          "retention '" + text + "' is not a period; write e.g. 12h, 7d or compact");
    }
    long amount = Long.parseLong(matcher.group(1));
    return new For(
        matcher.group(2).equals("h") ? Duration.ofHours(amount) : Duration.ofDays(amount));
  }

  /** Deletes a record when it is older. */
  record For(Duration period) implements Retention {
    @Override
    public Map<String, String> settings() {
      return Map.of(
          CLEANUP_POLICY_CONFIG,
          CLEANUP_POLICY_DELETE,
          RETENTION_MS_CONFIG,
          Long.toString(period.toMillis()));
    }
  }

  /** Keeps the last record of each key for ever. */
  record LastOfEachKey() implements Retention {
    @Override
    public Map<String, String> settings() {
      return Map.of(CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT);
    }
  }
}
