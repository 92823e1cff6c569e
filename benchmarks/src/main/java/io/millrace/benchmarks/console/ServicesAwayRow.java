package io.millrace.benchmarks.console;

import io.millrace.benchmarks.Service;
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
import org.awaitility.Awaitility;

/**
 * Each service is killed while every page is open, and started again.
 *
 * @param said within which every page names the service that is gone
 * @param back within which every page is as before and moves on, from the service's readiness
 */
record ServicesAwayRow(Duration said, Duration back) implements ProofRow {

  @Override
  public String name() {
    return "services-away";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "a service killed (kill -9): every open page names it ≤ %d s later; started again: each page"
            + " goes on by itself ≤ %d s after it is ready",
        said.toSeconds(),
        back.toSeconds());
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    List<Double> notices = new ArrayList<>();
    List<Double> returns = new ArrayList<>();
    try (Browser browser = Windows.browser(bench, name());
        ConsoleStack stack = ConsoleStack.fresh(bench, name());
        SteadyPosts posts = SteadyPosts.start(stack.ingest(), 2)) {
      Windows windows = Windows.open(browser, stack.console().at("").toString(), each -> {});
      windows.each(page -> browser.run("window.neverLoadedAgain = true"));
      stack
          .services()
          .forEach(
              (name, service) -> {
                notices.add(gone(windows, name, service));
                returns.add(returned(windows, name, service));
                bench.say(
                    "  %s: said after %.1f s, back %.1f s after it was ready",
                    name, notices.get(notices.size() - 1), returns.get(returns.size() - 1));
              });
    }
    double slowest = notices.stream().mapToDouble(each -> each).max().orElseThrow();
    double latest = returns.stream().mapToDouble(each -> each).max().orElseThrow();
    return new Measurement(
        String.format(Locale.ROOT, "said after %.1f s at most, back after %.1f s", slowest, latest),
        slowest <= said.toSeconds() && latest <= back.toSeconds(),
        returns,
        "Until the last of the "
            + LivePage.ALL.size()
            + " pages, which lie side by side and are looked at one after another. Killed in this"
            + " order: "
            + String.join(", ", names())
            + ". A page that is told of new events has to show some of after the return.");
  }

  private static List<String> names() {
    return List.of("ingest-service", "inference-service", "forecast-service");
  }

  /** Seconds until the last page has said it. */
  private static double gone(Windows windows, String name, Service service) {
    service.kill();
    long dead = System.nanoTime();
    windows.each(
        page -> {
          windows
              .browser()
              .await(page.name() + " names " + name, names(name), RealDataRow.PATIENCE);
          windows.browser().screenshot(name + "-gone-" + page.name());
        });
    return (System.nanoTime() - dead) / 1e9;
  }

  private static String names(String service) {
    return "[...document.querySelectorAll('.notice')].some(each => each.innerText.includes('"
        + service
        + " is gone.'))";
  }

  /** Seconds until the last page is as it was, and has moved. */
  private static double returned(Windows windows, String name, Service service) {
    Browser browser = windows.browser();
    Map<LivePage, String> before = new LinkedHashMap<>();
    windows.each(page -> before.put(page, moves(browser, page)));
    service.start();
    service.ready();
    long ready = System.nanoTime();
    windows.each(
        page -> {
          browser.await(
              page.name() + " is without a notice of " + name,
              "window.neverLoadedAgain && !(" + names(name) + ") && (" + page.shows() + ")",
              RealDataRow.PATIENCE);
          Awaitility.await(page.name() + " moves on after " + name)
              .atMost(RealDataRow.PATIENCE)
              .pollDelay(Duration.ZERO)
              .until(
                  () -> page.moves().isEmpty() || !moves(browser, page).equals(before.get(page)));
        });
    return (System.nanoTime() - ready) / 1e9;
  }

  private static String moves(Browser browser, LivePage page) {
    return page.moves().isEmpty() ? "" : String.valueOf(browser.run("return " + page.moves()));
  }
}
