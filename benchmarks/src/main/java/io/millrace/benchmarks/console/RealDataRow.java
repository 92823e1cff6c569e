package io.millrace.benchmarks.console;

import io.millrace.console.browser.Browser;
import io.millrace.console.browser.LivePage;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Page after page, from the command on.
 *
 * @param most from the command until the last one was seen
 */
record RealDataRow(Duration most) implements ProofRow {

  /** How long a page is waited for, beyond all bounds. */
  static final Duration PATIENCE = Duration.ofSeconds(120);

  @Override
  public String name() {
    return "real-data";
  }

  @Override
  public String requirement() {
    return "every page shows real data ≤ "
        + most.toSeconds()
        + " s after ./millrace up, from a built state";
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    Map<LivePage, Duration> seen = new LinkedHashMap<>();
    try (Browser browser = Windows.browser(bench, name());
        MillraceUp millrace = MillraceUp.start(bench, name()).ready();
        SteadyPosts posts = SteadyPosts.start(millrace.ingest(), 1)) {
      bench.say("  ready after %.1f s", seconds(millrace.age()));
      for (LivePage page : LivePage.ALL) {
        page.interactive(browser, millrace.console(), PATIENCE);
        seen.put(page, millrace.age());
        browser.screenshot(page.name());
        bench.say("  %s after %.1f s", page.name(), seconds(millrace.age()));
      }
    }
    Duration last = seen.values().stream().max(Duration::compareTo).orElseThrow();
    return new Measurement(
        String.format(Locale.ROOT, "all %d after %.1f s", seen.size(), seconds(last)),
        last.compareTo(most) <= 0,
        seen.values().stream().map(RealDataRow::seconds).toList(),
        "Seconds since the command at which a page was seen with what flows, one page after another: "
            + told(seen)
            + ".");
  }

  private static String told(Map<LivePage, Duration> seen) {
    return seen.entrySet().stream()
        .map(
            each ->
                String.format(
                    Locale.ROOT, "%s %.1f", each.getKey().name(), seconds(each.getValue())))
        .collect(Collectors.joining(", "));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
