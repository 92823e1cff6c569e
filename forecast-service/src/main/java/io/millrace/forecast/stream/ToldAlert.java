package io.millrace.forecast.stream;

import io.millrace.events.Alert;
import io.millrace.forecasting.alert.AlertChange;
import io.millrace.forecasting.alert.AlertRule;
import io.millrace.forecasting.alert.Finding;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A change of an alert as an event. */
final class ToldAlert {

  private static final int LONGEST_NAME = 256;
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)\\}");

  private ToldAlert() {}

  /**
   * @param of the series or source
   * @param labels that say which it is
   */
  static Alert of(AlertRule rule, AlertChange change, String of, Map<String, String> labels) {
    Finding finding = change.finding();
    String key = key(of, rule.watched());
    Map<String, String> all = new LinkedHashMap<>(rule.terms().labels());
    all.putAll(labels);
    boolean firing = change.isFiring();
    boolean updated = change.kind() == AlertChange.Kind.UPDATED;
    return new Alert(
        shortened(rule.name() + "|" + key + "|" + change.startsAt()),
        rule.name(),
        key,
        firing ? Alert.State.FIRING : Alert.State.RESOLVED,
        change.sequence(),
        change.severity(),
        change.startsAt(),
        firing ? null : change.at(),
        updated ? change.at() : null,
        firing ? finding.leadTime() : null,
        finding.probability(),
        all,
        annotations(rule, change, of, all),
        finding.evidence());
  }

  /** What a rule watches, as alerts call it. */
  static String key(String of, String watched) {
    return shortened(watched.isEmpty() ? of : of + "/" + watched);
  }

  /** An alert that ends because nobody looks for it any more. */
  static Alert ended(Alert last, Instant at, String why) {
    Map<String, String> annotations = new LinkedHashMap<>(last.annotations());
    annotations.put("summary", "over: " + why);
    return new Alert(
        last.id(),
        last.rule(),
        last.key(),
        Alert.State.RESOLVED,
        last.sequence() + 1,
        last.severity(),
        last.startsAt(),
        at.isBefore(last.at()) ? last.at() : at,
        null,
        null,
        null,
        last.labels(),
        annotations,
        Map.of());
  }

  private static Map<String, String> annotations(
      AlertRule rule, AlertChange change, String of, Map<String, String> labels) {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put("summary", summary(rule, change, of));
    if (change.flaps() > 0) {
      annotations.put("flapping", "fires again soon after it ended, " + change.flaps() + " times");
    }
    rule.terms()
        .annotations()
        .forEach((name, text) -> annotations.put(name, filled(text, change, labels)));
    return annotations;
  }

  private static String summary(AlertRule rule, AlertChange change, String of) {
    String subject = rule.watched().isEmpty() ? of : rule.watched() + " of " + of;
    String sentence = subject + " " + rule.claim();
    return change.isFiring() ? sentence : "over: " + sentence;
  }

  /** With labels and evidence in their places; a place of neither stays as it is. */
  private static String filled(String text, AlertChange change, Map<String, String> labels) {
    return PLACE
        .matcher(text)
        .replaceAll(
            place -> {
              String name = place.group(1);
              Object value = labels.getOrDefault(name, null);
              value = value == null ? change.finding().evidence().get(name) : value;
              return Matcher.quoteReplacement(value == null ? place.group() : value.toString());
            });
  }

  /** Names on a topic have a limit that two joined names may pass; the end keeps them apart. */
  private static String shortened(String name) {
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    String end = "~" + Integer.toHexString(name.hashCode());
    return name.substring(0, LONGEST_NAME - end.length()) + end;
  }
}
