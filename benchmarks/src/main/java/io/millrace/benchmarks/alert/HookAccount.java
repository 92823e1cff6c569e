package io.millrace.benchmarks.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.benchmarks.alert.Hook.Received;
import io.millrace.events.Alert;
import io.millrace.events.EventJson;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What one webhook got, against what lies on the topic. */
final class HookAccount {

  private final Map<String, Integer> numbers = new HashMap<>(); // of changes, by their JSON
  private final Set<Integer> taken = new HashSet<>();
  private final Map<String, String> bodies = new HashMap<>(); // by key of repeats
  private final Map<String, String> ids = new HashMap<>(); // by body
  private final Map<String, Integer> latest = new HashMap<>(); // change taken, by what is watched
  private int posts;
  private int outOfOrder;
  private int disagreements;
  private int unsigned;
  private int foreign;

  private HookAccount() {}

  static HookAccount of(Hook hook, AlertEpisodes episodes, byte[] secret) {
    HookAccount account = new HookAccount();
    List<Alert> changes = episodes.changes();
    for (int number = 0; number < changes.size(); number++) {
      account.numbers.put(new String(EventJson.write(changes.get(number)), UTF_8), number);
    }
    for (Received received : hook.received()) {
      account.read(received, episodes, secret);
    }
    return account;
  }

  private void read(Received received, AlertEpisodes episodes, byte[] secret) {
    String body = new String(received.body(), UTF_8);
    Alert alert = EventJson.read(Alert.class, received.body());
    if (!alert.rule().equals(episodes.rule())) {
      return; // of another row on the same stack
    }
    posts++;
    Integer number = numbers.get(body);
    if (number == null) {
      foreign++;
      return;
    }
    unsigned += isSigned(received, secret) ? 0 : 1;
    String bodyBefore = bodies.putIfAbsent(received.id(), body);
    String idBefore = ids.putIfAbsent(body, received.id());
    boolean agrees =
        (bodyBefore == null || bodyBefore.equals(body))
            && (idBefore == null || idBefore.equals(received.id()));
    disagreements += agrees ? 0 : 1;
    if (received.isTaken() && taken.add(number)) {
      int before = latest.getOrDefault(alert.key(), -1);
      outOfOrder += number > before ? 0 : 1;
      latest.put(alert.key(), Math.max(before, number));
    }
  }

  private static boolean isSigned(Received received, byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update((received.id() + "." + received.timestamp() + ".").getBytes(UTF_8));
      String expected = Base64.getEncoder().encodeToString(mac.doFinal(received.body()));
      return received.signature().equals("v1," + expected);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Posts of what it had been posted before. */
  int repeats() {
    return posts - foreign - ids.size();
  }

  /** First takings of a change after a later one of the same alert. */
  int outOfOrder() {
    return outOfOrder;
  }

  /** Repeats with another key or other bytes, posts of other bytes than the topic's or unsigned. */
  int wrong() {
    return disagreements + unsigned + foreign;
  }

  /**
   * Changes that it did not take.
   *
   * @param refused JSON of those that it refused for good
   */
  int lost(Set<String> refused) {
    return (int)
        numbers.entrySet().stream()
            .filter(change -> !taken.contains(change.getValue()))
            .filter(change -> !refused.contains(change.getKey()))
            .count();
  }

  @Override
  public String toString() {
    return "%d taken, %d posts".formatted(taken.size(), posts);
  }
}
