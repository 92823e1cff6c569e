package io.millrace.benchmarks.console;

import io.millrace.console.browser.Browser;
import io.millrace.console.browser.LivePage;
import io.millrace.console.browser.Updates;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * All pages for long, while much comes: the one of most updates in view all the time, the others by
 * turns in tabs of a second window. Ten pages that draw side by side would leave the pipeline no
 * core.
 *
 * @param length of the whole
 * @param stay of each other page in view; then its heap is looked at
 * @param perSecond updates of a series, texts, and rejections
 * @param most by how much a line through the second half may rise over it, as a share of its mean
 */
record HeapRow(Duration length, Duration stay, int perSecond, double most) implements ProofRow {

  private static final String APP = "app";

  /** What is told most often. */
  private static final LivePage UPDATED =
      LivePage.ALL.stream()
          .filter(page -> page.name().equals("host-recorded"))
          .findFirst()
          .orElseThrow();

  /** Of each page's charts, before the first look. */
  private static final Duration REDRAWN = Duration.ofSeconds(15);

  /** A machine that is busy may leave out some. */
  private static final double UPDATES_KEPT = 0.9;

  @Override
  public String name() {
    return "heap";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "%d minutes at %d updates a second: over the second half the heaps of the console and of"
            + " each page, and the nodes and listeners of each page, grow by ≤ %.0f %%",
        length.toMinutes(),
        perSecond,
        most * 100);
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    try (Browser browser = Windows.browser(bench, name());
        MillraceUp millrace = MillraceUp.start(bench, name()).ready();
        SteadyPosts posts = SteadyPosts.start(millrace.ingest(), perSecond)) {
      Windows windows = Windows.withTabs(browser, millrace.console(), UPDATED, Updates::of);
      for (LivePage page : windows.handles().keySet()) {
        windows.show(page);
        browser.redraw(REDRAWN);
      }
      return watched(bench, windows, new LiveHeap(millrace.consolePid()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Measurement watched(Bench bench, Windows windows, LiveHeap app)
      throws InterruptedException {
    Curves curves = new Curves();
    Updates heard = new Updates(windows.browser());
    windows.show(UPDATED);
    double before = heard.count();
    long start = System.nanoTime();
    while (System.nanoTime() - start < length.toNanos()) {
      for (LivePage page : windows.handles().keySet()) {
        windows.show(page);
        TimeUnit.NANOSECONDS.sleep(stay.toNanos());
        curves.add(page.name(), seconds(start), windows.browser().memory());
      }
      curves.add(APP, seconds(start), app.size());
      bench.say("  %4.0f s: %s", seconds(start), curves.last());
    }
    windows.show(UPDATED);
    return judged(curves, (heard.count() - before) / seconds(start));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private Measurement judged(Curves curves, double rate) {
    return new Measurement(
        String.format(
            Locale.ROOT,
            "heaps %s at most, nodes and listeners %s, at %.1f updates a second",
            curves.mostOfHeaps(),
            curves.mostOfCounts(),
            rate),
        curves.level(most) && rate >= UPDATES_KEPT * perSecond,
        curves.growths(),
        "Growth of the line of least squares over the second half, in percent of the half's mean, of"
            + " what is left after forced collections; MiB at the first and at the last look: "
            + curves.firstAndLast()
            + ". "
            + UPDATED.name()
            + " is in view all the time, each other page for "
            + stay.toSeconds()
            + " s of each round, in a tab of a second window. Before the first look each page's charts"
            + " were drawn again and again for "
            + REDRAWN.toSeconds()
            + " s, so that what draws them was compiled.");
  }
}
