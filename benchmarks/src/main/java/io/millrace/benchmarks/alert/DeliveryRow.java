package io.millrace.benchmarks.alert;

import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.ServiceGroup;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.benchmarks.TestbedRow;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Alerts on their way to receivers that fail in every way, beside a stream of readings.
 *
 * @param outage for which Alertmanager is down, and one webhook errs and one hangs
 * @param window of it in which the stream is measured
 * @param series each read once a second
 * @param changes of alerts a second
 * @param timeout of a request
 * @param repeat in which Alertmanager is told again what fires
 * @param longestPause between two tries
 * @param thorough whether in the outage the service is killed and a second instance joins it
 * @param slack milliseconds that the median may be worse than without receivers, beyond a quarter
 */
record DeliveryRow(
    Duration outage,
    Duration window,
    int series,
    int changes,
    Duration timeout,
    Duration repeat,
    Duration longestPause,
    boolean thorough,
    double slack,
    long seed,
    Testbeds<DeliveryTestbed> testbeds)
    implements TestbedRow<DeliveryTestbed> {

  private static final String ALERTMANAGER = "alertmanager";
  private static final String SECOND = "1";
  private static final int KEYS = 20;
  private static final double SLOWER = 1.25;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @Override
  public String name() {
    return "delivery";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "Alertmanager down for %d s, webhooks that answer 500, hang, are slow, flaky or refuse:"
            + " nothing lost, each alert in order, repeats with the same key and bytes; Alertmanager"
            + " then holds what fires, also past its end, and lets go of what resolves within %d s;"
            + " every reading forecast, p50 at most %.2f × that without receivers and %.0f ms",
        outage.toSeconds(),
        Aftermath.AT_ONCE.toSeconds(),
        SLOWER,
        slack);
  }

  @Override
  public Measurement measure(Bench bench, DeliveryTestbed bed) {
    try (LocalAlertmanager alertmanager =
            LocalAlertmanager.in(bed.stack().folder().resolve(ALERTMANAGER));
        Hooks hooks = new Hooks(timeout.dividedBy(10), timeout, seed)) {
      StreamPace plain = plain(bench, bed);
      Map<String, String> settings = settings(hooks, alertmanager);
      Service service = bed.service(DeliveryTestbed.FIRST, settings);
      awaitMembers(bed, hooks);
      AlertEpisodes episodes = new AlertEpisodes("told-" + seed, KEYS, seed);
      StreamPace beside = outage(bed, service, episodes, settings);
      bench.say("  with receivers that fail: %s", beside);
      Aftermath aftermath =
          new Aftermath(bed, hooks, alertmanager, episodes, repeat.multipliedBy(9).dividedBy(2));
      Aftermath.Result result = aftermath.measure(bench);
      bed.stop(SECOND);
      return measurement(plain, beside, result);
    }
  }

  private StreamPace plain(Bench bench, DeliveryTestbed bed) {
    bed.service(DeliveryTestbed.FIRST, Map.of());
    AlertEpisodes untold = new AlertEpisodes("untold-" + seed, KEYS, seed);
    try (SteadyLoad alerts = SteadyLoad.start(bed.stack(), untold, changes)) {
      StreamPace pace = pace(bed, "plain");
      bench.say("  without receivers: %s", pace);
      return pace;
    }
  }

  /** Alerts come during all of it. */
  private StreamPace outage(
      DeliveryTestbed bed, Service service, AlertEpisodes episodes, Map<String, String> settings) {
    long end = System.nanoTime() + outage.toNanos();
    try (SteadyLoad alerts = SteadyLoad.start(bed.stack(), episodes, changes)) {
      StreamPace pace = pace(bed, "beside");
      if (thorough) {
        service.kill();
        service.start();
        service.ready();
        bed.service(SECOND, withOwnState(bed, settings));
      }
      Awaitility.await("the end of the outage")
          .atMost(outage.plus(PATIENCE))
          .until(() -> System.nanoTime() >= end);
      alerts.stop();
      return pace;
    }
  }

  private static Map<String, String> withOwnState(
      DeliveryTestbed bed, Map<String, String> settings) {
    Map<String, String> second = new HashMap<>(settings);
    second.put("millrace.state-directory", bed.stack().state() + "-" + SECOND);
    return second;
  }

  private StreamPace pace(DeliveryTestbed bed, String run) {
    return StreamPace.of(bed, new SteadySeries("delivery-" + run, series, seed), window);
  }

  private Map<String, String> settings(Hooks hooks, LocalAlertmanager alertmanager) {
    Map<String, String> settings = new HashMap<>(hooks.settings());
    settings.put(key(ALERTMANAGER, "kind"), "alertmanager");
    settings.put(key(ALERTMANAGER, "url"), alertmanager.url());
    settings.put(key(ALERTMANAGER, "repeat"), repeat.toString());
    for (String receiver : receivers(hooks)) {
      settings.put(key(receiver, "timeout"), timeout.toString());
      settings.put(key(receiver, "longest-pause"), longestPause.toString());
    }
    return settings;
  }

  static String key(String receiver, String name) {
    return "millrace.alerts.receivers." + receiver + "." + name;
  }

  private static List<String> receivers(Hooks hooks) {
    return Stream.concat(Stream.of(ALERTMANAGER), hooks.all().stream().map(Hook::name)).toList();
  }

  /** Their offsets are committed from here on: what is written now will be told. */
  private static void awaitMembers(DeliveryTestbed bed, Hooks hooks) {
    for (String receiver : receivers(hooks)) {
      new ServiceGroup(bed.stack(), "alert-delivery-" + receiver).awaitStable();
    }
  }

  private Measurement measurement(StreamPace plain, StreamPace beside, Aftermath.Result result) {
    boolean isUnaffected =
        plain.missing() == 0
            && beside.missing() == 0
            && beside.median() <= SLOWER * plain.median() + slack;
    return new Measurement(
        String.format(Locale.ROOT, "%s; forecasts %s, without receivers %s", result, beside, plain),
        result.isKept() && isUnaffected,
        List.of(),
        note());
  }

  private String note() {
    return String.format(
        Locale.ROOT,
        "The row writes %d changes a second of %d seeded alerts to the topic itself, in both"
            + " measurements of the stream (%d series, one reading a second each,"
            + " seasonal-naive, %d s).%s Requests time out after %.0f s, pauses between tries"
            + " last up to %.0f s, Alertmanager is told again each %.0f s. The flaky webhook fails three"
            + " in ten requests all the time, the slow one takes a tenth of the timeout; what"
            + " the picky one refuses must lie on rejected-events as it was.",
        changes,
        KEYS,
        series,
        window.toSeconds(),
        thorough
            ? " In the outage the service is killed (kill -9) and comes back, and a second"
                + " instance joins it."
            : "",
        timeout.toMillis() / 1e3,
        longestPause.toMillis() / 1e3,
        repeat.toMillis() / 1e3);
  }
}
