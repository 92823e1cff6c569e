package io.millrace.workbench.rejected;

import io.millrace.workbench.TextTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** The rejections that were filed last, and how many there were in all. */
final class Latest {

  private static final int REASON = 80; // characters

  /** What is shown of one: not its bytes, which may be many. */
  private record Row(Instant at, Place place, List<String> cells) {}

  private final int limit;
  private final PriorityQueue<Row> kept =
      new PriorityQueue<>(Comparator.comparing(Row::at).thenComparing(Row::place));
  private long count;

  Latest(int limit) {
    this.limit = limit;
  }

  void add(Rejected rejected) {
    count++;
    kept.add(new Row(rejected.at(), rejected.place(), cells(rejected)));
    if (kept.size() > limit) {
      kept.remove();
    }
  }

  private static List<String> cells(Rejected rejected) {
    String reason = rejected.rejection().reason().replaceAll("\\p{Cntrl}", " ");
    return List.of(
        rejected.place().toString(),
        rejected.at().truncatedTo(ChronoUnit.SECONDS).toString(),
        rejected.origin(),
        rejected.rejection().stage(),
        rejected.model().orElse("–"),
        reason.length() > REASON ? reason.substring(0, REASON - 1) + "…" : reason);
  }

  /** Oldest first, as in a log. */
  List<String> lines() {
    if (count == 0) {
      return List.of("nothing was rejected, or nothing of that kind");
    }
    TextTable table = new TextTable(Set.of(0));
    table.row(List.of("PLACE", "FILED", "FROM", "STAGE", "MODEL", "REASON"));
    List<Row> rows = new ArrayList<>(kept);
    rows.sort(kept.comparator());
    rows.forEach(row -> table.row(row.cells()));
    List<String> lines = new ArrayList<>(table.lines());
    if (count > rows.size()) {
      lines.add("the last " + rows.size() + " of " + count + "; --limit shows more");
    }
    return lines;
  }
}
