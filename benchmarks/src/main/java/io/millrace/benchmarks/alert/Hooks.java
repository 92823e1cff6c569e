package io.millrace.benchmarks.alert;

import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Webhooks of every temper. Until they are mended, one answers 500 and one not at all; slow, flaky
 * and picky ones stay so.
 */
final class Hooks implements AutoCloseable {

  static final String PICKY = "picky";

  /** What the picky one never takes, as it stands in a key: {@code machine.7/cpu load|}. */
  private static final String DISLIKED = "machine%2E7%2Fcpu%20load%7C";

  private static final int SECRET = 32; // bytes

  private final List<Hook> all;
  private final byte[] secret = new byte[SECRET];
  private final Duration slowness;
  private final Duration timeout;
  private final long seed;
  private volatile boolean isMended;

  /**
   * @param slowness of the slow one
   * @param timeout that they are posted to with
   */
  Hooks(Duration slowness, Duration timeout, long seed) {
    this.slowness = slowness;
    this.timeout = timeout;
    this.seed = seed;
    new SplittableRandom(seed).nextBytes(secret);
    all =
        List.of(
            Hook.start("well", (number, id) -> 204),
            Hook.start("erring", (number, id) -> isMended ? 204 : 500),
            Hook.start("hanging", this::hanging),
            Hook.start("slow", this::slow),
            Hook.start("flaky", this::flaky),
            Hook.start(PICKY, (number, id) -> id.contains(DISLIKED) ? 422 : 204));
  }

  private int hanging(int number, String id) throws InterruptedException {
    if (isMended) {
      return 204;
    }
    TimeUnit.MILLISECONDS.sleep(2 * timeout.toMillis());
    return 0;
  }

  private int slow(int number, String id) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(slowness.toMillis());
    return 204;
  }

  private int flaky(int number, String id) {
    double draw = new SplittableRandom(seed + number).nextDouble();
    if (draw < 0.2) {
      return 500;
    }
    return draw < 0.25 ? 0 : draw < 0.3 ? 429 : 204;
  }

  /** All but the slow, the flaky and the picky answer at once from now on. */
  void mend() {
    isMended = true;
  }

  List<Hook> all() {
    return all;
  }

  /** Configuration of forecast-service. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    for (Hook hook : all) {
      settings.put(DeliveryRow.key(hook.name(), "kind"), "webhook");
      settings.put(DeliveryRow.key(hook.name(), "url"), hook.url());
      settings.put(
          DeliveryRow.key(hook.name(), "secret"),
          "whsec_" + Base64.getEncoder().encodeToString(secret));
    }
    return settings;
  }

  /** What each got, by name. */
  Map<String, HookAccount> accounts(AlertEpisodes episodes) {
    Map<String, HookAccount> accounts = new LinkedHashMap<>();
    all.forEach(hook -> accounts.put(hook.name(), HookAccount.of(hook, episodes, secret)));
    return accounts;
  }

  @Override
  public void close() {
    all.forEach(Hook::close);
  }
}
