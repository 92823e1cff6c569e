package io.millrace.benchmarks.console;

import io.millrace.benchmarks.MemoryCurve;
import io.millrace.console.browser.PageMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Heaps, nodes and listeners over time, by who has them. */
final class Curves {

  private final Map<String, MemoryCurve> heaps = new LinkedHashMap<>();
  private final Map<String, MemoryCurve> counts = new LinkedHashMap<>();

  void add(String name, double at, long kibibytes) {
    curve(heaps, name).add(at, kibibytes);
  }

  void add(String page, double at, PageMemory memory) {
    add(page, at, memory.heap() / 1024);
    curve(counts, page + " nodes").add(at, memory.nodes());
    curve(counts, page + " listeners").add(at, memory.listeners());
  }

  private static MemoryCurve curve(Map<String, MemoryCurve> curves, String name) {
    return curves.computeIfAbsent(name, first -> new MemoryCurve());
  }

  /**
   * None rises over the second half.
   *
   * @param most share of the half's mean
   */
  boolean level(double most) {
    return Stream.concat(heaps.values().stream(), counts.values().stream())
        .allMatch(curve -> curve.growthOverSecondHalf() <= most);
  }

  String mostOfHeaps() {
    return most(heaps);
  }

  String mostOfCounts() {
    return most(counts);
  }

  /** Of the heaps, in percent. */
  List<Double> growths() {
    return heaps.values().stream().map(curve -> 100 * curve.growthOverSecondHalf()).toList();
  }

  String last() {
    return told(curve -> String.format(Locale.ROOT, "%.2f", curve.last()));
  }

  String firstAndLast() {
    return told(curve -> String.format(Locale.ROOT, "%.2f → %.2f", curve.first(), curve.last()));
  }

  private String told(Function<MemoryCurve, String> words) {
    return heaps.entrySet().stream()
        .map(each -> each.getKey() + " " + words.apply(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** The curve that grew most, and by how much. */
  private static String most(Map<String, MemoryCurve> curves) {
    return curves.entrySet().stream()
        .map(each -> Map.entry(each.getKey(), 100 * each.getValue().growthOverSecondHalf()))
        .max(Map.Entry.comparingByValue())
        .map(each -> String.format(Locale.ROOT, "%+.1f %% (%s)", each.getValue(), each.getKey()))
        .orElseThrow();
  }
}
