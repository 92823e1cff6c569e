package io.millrace.forecasting;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Ledgers as version 1 wrote them: big-endian, the open forecasts one after the other, each with
 * its lead. What was served then was the forecaster's own; squared and signed errors were not kept.
 */
final class LedgerVersion1 {

  static final byte VERSION = 1;

  private LedgerVersion1() {}

  static Ledger read(ByteBuffer in) {
    var seasons = LedgerCodec.readSeasons(in);
    int count = in.getInt();
    List<Account> accounts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      accounts.add(readAccount(in));
    }
    return new Ledger(seasons, accounts, null);
  }

  private static Account readAccount(ByteBuffer in) {
    Served served = LedgerCodec.readServed(in);
    Account account = Account.of(served);
    List<Outstanding> outstanding = new ArrayList<>(account.outstanding());
    int open = in.getInt();
    for (int i = 0; i < open; i++) {
      long target = in.getLong();
      int lead = served.scoredLeads().indexOf(in.getInt());
      outstanding.set(lead, outstanding.get(lead).with(target, readCell(in, served)));
    }
    List<Tally> tallies = new ArrayList<>();
    for (int i = 0; i < account.tallies().size(); i++) {
      tallies.add(readTally(in));
    }
    return new Account(
        served, outstanding, tallies, account.trackers(), account.recent(), account.skills());
  }

  private static float[] readCell(ByteBuffer in, Served served) {
    int levels = served.levels().size();
    float[] cell = new float[served.variates().size() * Outstanding.width(levels)];
    for (int at = 0; at < cell.length; ) {
      cell[at++] = in.getFloat();
      cell[at++] = in.getFloat();
      for (int level = 0; level < levels; level++) {
        cell[at + level] = in.getFloat();
        cell[at + levels + level] = cell[at + level];
      }
      at += 2 * levels;
    }
    return cell;
  }

  private static Tally readTally(ByteBuffer in) {
    return new Tally(
        in.getLong(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        0,
        0,
        0);
  }
}
