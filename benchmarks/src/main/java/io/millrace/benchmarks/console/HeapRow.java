package io.millrace.benchmarks.console;

import io.millrace.benchmarks.MemoryCurve;
import io.millrace.console.browser.Browser;
import io.millrace.console.browser.LivePage;
import io.millrace.console.browser.PageMemory;
import io.millrace.console.browser.Updates;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All pages side by side for long, while much comes.
 *
 * @param length of the whole
 * @param pause between two looks at all heaps
 * @param perSecond updates of a series, texts, and rejections
 * @param most by how much a line through the second half may rise over it, as a share of its mean
 */
record HeapRow(Duration length, Duration pause, int perSecond, double most) implements ProofRow {

  private static final String APP = "app";
  private static final String UPDATED = "host-recorded";

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
      Windows windows = Windows.open(browser, millrace.console(), Updates::of);
      windows.each(page -> browser.redraw(REDRAWN));
      return watched(bench, windows, new LiveHeap(millrace.consolePid()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Measurement watched(Bench bench, Windows windows, LiveHeap app)
      throws InterruptedException {
    Map<String, MemoryCurve> heaps = new LinkedHashMap<>();
    Map<String, MemoryCurve> counts = new LinkedHashMap<>();
    Map<LivePage, Double> updates = new LinkedHashMap<>();
    long start = System.nanoTime();
    Updates heard = new Updates(windows.browser());
    windows.each(page -> updates.put(page, -heard.count()));
    for (long look = 1; look * pause.toNanos() <= length.toNanos(); look++) {
      TimeUnit.NANOSECONDS.sleep(start + look * pause.toNanos() - System.nanoTime());
      double at = (System.nanoTime() - start) / 1e9;
      curve(heaps, APP).add(at, app.size());
      windows.each(
          page -> {
            PageMemory memory = windows.browser().memory();
            curve(heaps, page.name()).add(at, memory.heap() / 1024);
            curve(counts, page.name() + " nodes").add(at, memory.nodes());
            curve(counts, page.name() + " listeners").add(at, memory.listeners());
          });
      bench.say(
          "  %4.0f s: %s",
          at, told(heaps, curve -> String.format(Locale.ROOT, "%.2f", curve.last())));
    }
    double took = (System.nanoTime() - start) / 1e9;
    windows.each(page -> updates.merge(page, heard.count(), Double::sum));
    return judged(heaps, counts, updates, took);
  }

  private static MemoryCurve curve(Map<String, MemoryCurve> curves, String name) {
    return curves.computeIfAbsent(name, first -> new MemoryCurve());
  }

  private Measurement judged(
      Map<String, MemoryCurve> heaps,
      Map<String, MemoryCurve> counts,
      Map<LivePage, Double> updates,
      double seconds) {
    List<Double> growths =
        heaps.values().stream().map(curve -> 100 * curve.growthOverSecondHalf()).toList();
    Map.Entry<String, Double> worst = worst(heaps);
    Map.Entry<String, Double> worstCount = worst(counts);
    double rate =
        updates.entrySet().stream()
            .filter(each -> each.getKey().name().equals(UPDATED))
            .mapToDouble(each -> each.getValue() / seconds)
            .sum();
    return new Measurement(
        String.format(
            Locale.ROOT,
            "heaps %+.1f %% at most (%s), nodes and listeners %+.1f %% (%s), at %.1f updates a"
                + " second",
            worst.getValue(),
            worst.getKey(),
            worstCount.getValue(),
            worstCount.getKey(),
            rate),
        Math.max(worst.getValue(), worstCount.getValue()) <= most * 100
            && rate >= UPDATES_KEPT * perSecond,
        growths,
        "Growth of the line of least squares over the second half, in percent of the half's mean, of"
            + " what is left after a forced collection; MiB at the first and at the last look: "
            + told(
                heaps,
                curve -> String.format(Locale.ROOT, "%.2f → %.2f", curve.first(), curve.last()))
            + ". Before the first look each page's charts were drawn again and again for "
            + REDRAWN.toSeconds()
            + " s, so that what draws them was compiled. Pages that show series are told of each"
            + " forecast five times a second at most."
            + " Messages a second: "
            + updates.entrySet().stream()
                .map(
                    each ->
                        String.format(
                            Locale.ROOT,
                            "%s %.1f",
                            each.getKey().name(),
                            each.getValue() / seconds))
                .collect(Collectors.joining(", "))
            + ".");
  }

  /** The curve that grew most, and by how many percent. */
  private static Map.Entry<String, Double> worst(Map<String, MemoryCurve> curves) {
    return curves.entrySet().stream()
        .map(each -> Map.entry(each.getKey(), 100 * each.getValue().growthOverSecondHalf()))
        .max(Map.Entry.comparingByValue())
        .orElseThrow();
  }

  private static String told(Map<String, MemoryCurve> curves, Function<MemoryCurve, String> words) {
    return curves.entrySet().stream()
        .map(each -> each.getKey() + " " + words.apply(each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
