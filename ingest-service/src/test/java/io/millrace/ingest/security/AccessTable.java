package io.millrace.ingest.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Endpoints by callers, as Markdown, filled by asking the service. */
final class AccessTable {

  private final Map<String, List<Map<String, String>>> callers = new LinkedHashMap<>();

  /**
   * A column.
   *
   * @param headers credentials that are all to be answered alike, each as headers
   */
  void column(String caller, List<Map<String, String>> headers) {
    callers.put(caller, headers);
  }

  /**
   * Asks for each cell.
   *
   * @param status what an endpoint answers to these headers
   */
  String markdown(
      SortedSet<Endpoint> endpoints, BiFunction<Endpoint, Map<String, String>, Integer> status) {
    List<String> lines = new ArrayList<>();
    lines.add("| | " + String.join(" | ", callers.keySet()) + " |");
    lines.add("|---".repeat(callers.size() + 1) + "|");
    for (Endpoint endpoint : endpoints) {
      lines.add(
          callers.values().stream()
              .map(headers -> cell(endpoint, headers, status))
              .collect(Collectors.joining(" | ", "| `" + endpoint + "` | ", " |")));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String cell(
      Endpoint endpoint,
      List<Map<String, String>> all,
      BiFunction<Endpoint, Map<String, String>, Integer> status) {
    TreeSet<String> answers = new TreeSet<>();
    for (Map<String, String> headers : all) {
      int answer = status.apply(endpoint, headers);
      answers.add(answer == 401 || answer == 403 ? Integer.toString(answer) : "yes");
    }
    return String.join(" or ", answers);
  }
}
