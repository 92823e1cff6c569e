package io.millrace.benchmarks.console;

import io.millrace.benchmarks.Latencies;
import io.millrace.console.browser.Browser;
import io.millrace.console.browser.LivePage;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How long a page takes until it shows what flows and answers a click.
 *
 * @param turns of each page
 * @param most of a page's median
 */
record InteractiveRow(int turns, Duration most) implements ProofRow {

  @Override
  public String name() {
    return "interactive";
  }

  @Override
  public String requirement() {
    return "each page interactive in < "
        + most.toMillis()
        + " ms (median of "
        + turns
        + "), with ./millrace up on the same machine";
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    Map<LivePage, List<Double>> took = new LinkedHashMap<>();
    try (Browser browser = Windows.browser(bench, name());
        MillraceUp millrace = MillraceUp.start(bench, name()).ready();
        SteadyPosts posts = SteadyPosts.start(millrace.ingest(), 1)) {
      for (LivePage page : LivePage.ALL) { // not counted: what flows has to come first
        page.interactive(browser, millrace.console(), RealDataRow.PATIENCE);
      }
      browser.forgetFiles();
      for (int turn = 0; turn < turns; turn++) {
        for (LivePage page : LivePage.ALL) {
          took.computeIfAbsent(page, first -> new ArrayList<>())
              .add(
                  (double)
                      page.interactive(browser, millrace.console(), most.multipliedBy(20))
                          .toMillis());
        }
      }
    }
    Map<LivePage, Double> medians = new LinkedHashMap<>();
    took.forEach((page, times) -> medians.put(page, Latencies.of(times).quantile(0.5)));
    took.forEach((page, times) -> bench.say("  %s: %s ms", page.name(), times));
    double slowest = medians.values().stream().mapToDouble(each -> each).max().orElseThrow();
    return new Measurement(
        String.format(Locale.ROOT, "%.0f ms", slowest),
        slowest < most.toMillis(),
        List.copyOf(medians.values()),
        "Milliseconds from the start of the navigation, without the browser's cache, until what"
            + " flows was shown and a click had changed the page: "
            + told(medians)
            + ". Of charts, those in view are waited for. The load of the page is waited for before"
            + " that is looked at.");
  }

  private static String told(Map<LivePage, Double> medians) {
    return medians.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%s %.0f", each.getKey().name(), each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
