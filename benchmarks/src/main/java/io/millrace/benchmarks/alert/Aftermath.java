package io.millrace.benchmarks.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.Rejection;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * When all are well again: does everything arrive?
 *
 * @param hold for which Alertmanager is watched; longer than an alert lasts that is not told again
 */
record Aftermath(
    DeliveryTestbed bed,
    Hooks hooks,
    LocalAlertmanager alertmanager,
    AlertEpisodes episodes,
    Duration hold) {

  /** A resolved alert would go by itself after four repeats. */
  static final Duration AT_ONCE = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofSeconds(180);

  /**
   * What was found.
   *
   * @param recovered seconds until Alertmanager held what fires, from its start
   * @param gone seconds until it held nothing, from the last end
   * @param wrong repeats with another key or other bytes, posts unsigned or not of the topic
   */
  record Result(
      int changes,
      int receivers,
      int lost,
      int outOfOrder,
      int repeats,
      int wrong,
      int firing,
      double recovered,
      boolean isHeld,
      double gone) {

    boolean isKept() {
      return lost == 0
          && outOfOrder == 0
          && wrong == 0
          && recovered >= 0
          && isHeld
          && gone >= 0
          && gone <= AT_ONCE.toMillis() / 1e3;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d changes to %d webhooks: %d lost, %d out of order, %,d repeats, %d of them or of all"
              + " posts wrong; Alertmanager held the %d that fired %.1f s after it was up%s, and"
              + " none %.1f s after their ends",
          changes,
          receivers,
          lost,
          outOfOrder,
          repeats,
          wrong,
          firing,
          recovered,
          isHeld ? "" : " and not for long",
          gone);
    }
  }

  Result measure(Bench bench) {
    alertmanager.start();
    hooks.mend();
    List<String> firing = episodes.firing();
    double recovered = seconds(() -> active().equals(firing), PATIENCE);
    boolean isHeld = staysFor(hold, () -> active().equals(firing));
    episodes.end().forEach(bed.stack()::send);
    bed.stack().flush();
    double gone = seconds(() -> active().isEmpty(), PATIENCE);
    double all = seconds(() -> lost(hooks.accounts(episodes)) == 0, PATIENCE);
    Map<String, HookAccount> accounts = hooks.accounts(episodes);
    bench.say("  all that came, %.1f s later: %s", all, accounts);
    return new Result(
        episodes.changes().size(),
        accounts.size(),
        lost(accounts),
        accounts.values().stream().mapToInt(HookAccount::outOfOrder).sum(),
        accounts.values().stream().mapToInt(HookAccount::repeats).sum(),
        accounts.values().stream().mapToInt(HookAccount::wrong).sum(),
        firing.size(),
        recovered,
        isHeld,
        gone);
  }

  private List<String> active() {
    return alertmanager.active(episodes.rule());
  }

  /** Neither taken by a webhook nor, refused by it, on {@code rejected-events} as it was. */
  private int lost(Map<String, HookAccount> accounts) {
    int lost = 0;
    for (Map.Entry<String, HookAccount> account : accounts.entrySet()) {
      Set<String> refused = refusedBy(account.getKey());
      lost += account.getValue().lost(refused);
    }
    return lost;
  }

  /** JSON of changes that a webhook refused. */
  private Set<String> refusedBy(String hook) {
    if (!hook.equals(Hooks.PICKY)) {
      return Set.of();
    }
    return bed.stack().topics().committed(Topics.REJECTED_EVENTS).stream()
        .map(Rejection::from)
        .filter(rejection -> rejection.stage().equals("delivery"))
        .filter(rejection -> rejection.reason().startsWith(hook + ": "))
        .map(rejection -> new String(rejection.value(), UTF_8))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Until it holds; -1 if that takes too long. */
  private static double seconds(Callable<Boolean> condition, Duration atMost) {
    long start = System.nanoTime();
    try {
      Awaitility.await()
          .atMost(atMost)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(200))
          .until(condition);
      return (System.nanoTime() - start) / 1e9;
    } catch (ConditionTimeoutException late) {
      return -1;
    }
  }

  private static boolean staysFor(Duration time, Callable<Boolean> condition) {
    try {
      Awaitility.await()
          .during(time)
          .atMost(time.plusSeconds(5))
          .pollInterval(Duration.ofMillis(200))
          .until(condition);
      return true;
    } catch (ConditionTimeoutException broken) {
      return false;
    }
  }
}
