package io.millrace.workbench.replay;

import io.millrace.workbench.csv.CsvLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** What became of the rows so far. */
final class Outcome {

  private final Path file;
  private final long mostTold;
  private final Consumer<String> tell;
  private long accepted;
  private long rejected;
  private long read;
  private long settled;
  private long told;

  /**
   * @param mostTold of how many rejections the reason is told
   * @param tell takes each as {@code file:line: reason}, when it is known
   */
  Outcome(Path file, long mostTold, Consumer<String> tell) {
    this.file = file;
    this.mostTold = mostTold;
    this.tell = tell;
  }

  void read() {
    read++;
  }

  boolean hasRead() {
    return read > 0;
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
    tell(row.line() + ": " + row.reason());
  }

  /**
   * Of a batch whose rows stood in these lines.
   *
   * @throws ReplayException if the receipt is about more than was sent
   */
  void sent(Receipt receipt, List<Long> lines) {
    for (Receipt.Refusal refusal : receipt.errors()) {
      if (refusal.index() < 0 || refusal.index() >= lines.size()) {
        throw new ReplayException(
            "the service refuses event " + refusal.index() + " of a batch of " + lines.size());
      }
    }
    accepted += receipt.accepted();
    rejected += receipt.rejected();
    for (Receipt.Refusal refusal : receipt.errors()) {
      tell(lines.get(refusal.index()) + ": " + refusal.field() + ": " + refusal.reason());
    }
  }

  private void tell(String reason) {
    if (told < mostTold) {
      told++;
      tell.accept(file + ":" + reason);
    }
  }

  long accepted() {
    return accepted;
  }

  long rejected() {
    return rejected;
  }

  /** Rejections of which no reason was told. */
  long untold() {
    return rejected - told;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,d rows accepted, %,d rejected", accepted, rejected);
  }
}
