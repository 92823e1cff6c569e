package io.millrace.workbench.replay;

import io.millrace.workbench.csv.CsvLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became of the rows so far. */
final class Outcome {

  private static final int REASONS = 5;

  private final Path file;
  private final List<String> reasons = new ArrayList<>();
  private long accepted;
  private long rejected;
  private long read;
  private long settled;

  Outcome(Path file) {
    this.file = file;
  }

  void read() {
    read++;
  }

  /** No row read so far waits to be sent. */
  void settled() {
    settled = read;
  }

  /** How many rows, from the first, need not be sent again. */
  long rowsSettled() {
    return settled;
  }

  void unreadable(CsvLine.Unreadable row) {
    rejected++;
    reason(row.line(), row.reason());
  }

  /** Of a batch whose rows stood in these lines. */
  void sent(Receipt receipt, List<Long> lines) {
    accepted += receipt.accepted();
    rejected += receipt.rejected();
    for (Receipt.Refusal refusal : receipt.errors()) {
      reason(lines.get(refusal.index()), refusal.field() + ": " + refusal.reason());
    }
  }

  boolean allAccepted() {
    return rejected == 0;
  }

  /** The first reasons of rejection, as {@code file:line: reason}. */
  List<String> reasons() {
    return List.copyOf(reasons);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d rows accepted, %,d rejected", accepted, rejected);
  }

  private void reason(long line, String reason) {
    if (reasons.size() < REASONS) {
      reasons.add(file + ":" + line + ": " + reason);
    }
  }
}
