package io.millrace.forecasting;

import io.millrace.forecasting.HistoryCodec.Names;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ledgers as bytes: version, seasons, then each account with its open forecasts in columns,
 * little-endian, so that a column is copied whole. Version 1 is read: it knew no calibration.
 */
final class LedgerCodec {

  private static final byte VERSION = 2;
  private static final int TALLY = Long.BYTES + 8 * Double.BYTES;
  private static final int TRACKER = 3 * Float.BYTES + Integer.BYTES;
  private static final int RECENT = 2 * Float.BYTES + Integer.BYTES;

  private LedgerCodec() {}

  static byte[] write(Ledger ledger) {
    int size = 1 + Names.size(ledger.seasons().keySet());
    size += ledger.seasons().size() * Integer.BYTES + Integer.BYTES;
    for (Account account : ledger.accounts()) {
      size += size(account);
    }
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(VERSION);
    Names.write(ledger.seasons().keySet(), out);
    ledger.seasons().values().forEach(out::putInt);
    out.putInt(ledger.accounts().size());
    ledger.accounts().forEach(account -> write(account, out));
    return out.array();
  }

  static Ledger read(byte[] bytes) {
    return switch (bytes[0]) {
      case VERSION -> read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(1));
      case LedgerVersion1.VERSION -> LedgerVersion1.read(ByteBuffer.wrap(bytes).position(1));
      default ->
          throw new IllegalArgumentException("ledger: state version " + bytes[0] + " is not known");
    };
  }

  private static Ledger read(ByteBuffer in) {
    SortedMap<String, Integer> seasons = readSeasons(in);
    int count = in.getInt();
    List<Account> accounts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      accounts.add(readAccount(in));
    }
    return new Ledger(seasons, accounts);
  }

  static SortedMap<String, Integer> readSeasons(ByteBuffer in) {
    SortedMap<String, Integer> seasons = new TreeMap<>();
    for (String name : Names.read(in)) {
      seasons.put(name, in.getInt());
    }
    return seasons;
  }

  private static List<String> identity(Served served) {
    return List.of(served.model(), served.version(), served.servedBy());
  }

  private static int size(Account account) {
    Served served = account.served();
    int size = Names.size(identity(served)) + Names.size(served.variates()) + 2 * Integer.BYTES;
    size += served.levels().size() * Double.BYTES;
    for (Outstanding lead : account.outstanding()) {
      size += 2 * Integer.BYTES + Long.BYTES;
      size += lead.size() * Integer.BYTES + lead.cellCount() * Float.BYTES;
    }
    return size
        + account.tallies().size() * TALLY
        + account.trackers().size() * TRACKER
        + account.recent().size() * RECENT;
  }

  private static void write(Account account, ByteBuffer out) {
    Served served = account.served();
    Names.write(identity(served), out);
    Names.write(served.variates(), out);
    out.putInt(served.levels().size());
    served.levels().forEach(out::putDouble);
    out.putInt(served.horizon());
    account.outstanding().forEach(lead -> write(lead, out));
    account.tallies().forEach(tally -> write(tally, out));
    account.trackers().forEach(tracker -> write(tracker, out));
    account
        .recent()
        .forEach(it -> out.putFloat(it.recent()).putFloat(it.usual()).putInt(it.points()));
  }

  static Served readServed(ByteBuffer in) {
    List<String> identity = Names.read(in);
    List<String> variates = Names.read(in);
    int count = in.getInt();
    List<Double> levels = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      levels.add(in.getDouble());
    }
    return new Served(
        identity.get(0), identity.get(1), identity.get(2), variates, levels, in.getInt());
  }

  private static Account readAccount(ByteBuffer in) {
    Served served = readServed(in);
    int variates = served.variates().size();
    int levels = served.levels().size();
    List<Integer> leads = served.scoredLeads();
    List<Outstanding> outstanding = new ArrayList<>(leads.size());
    for (int lead : leads) {
      outstanding.add(readOutstanding(in, lead, variates, levels));
    }
    int places = leads.size() * variates;
    List<Tally> tallies = new ArrayList<>(places);
    for (int i = 0; i < places; i++) {
      tallies.add(readTally(in));
    }
    List<QuantileTracker> trackers = new ArrayList<>(places * levels);
    for (int i = 0; i < places * levels; i++) {
      trackers.add(new QuantileTracker(in.getFloat(), in.getFloat(), in.getFloat(), in.getInt()));
    }
    List<RecentErrors> recent = new ArrayList<>(variates);
    for (int i = 0; i < variates; i++) {
      recent.add(new RecentErrors(in.getFloat(), in.getFloat(), in.getInt()));
    }
    return new Account(served, outstanding, tallies, trackers, recent);
  }

  /** Targets lie within a lead of each other, so that their distance to the first is an int. */
  private static void write(Outstanding lead, ByteBuffer out) {
    long first = lead.size() == 0 ? 0 : lead.target(0);
    out.putInt(lead.size()).putLong(first);
    for (int i = 0; i < lead.size(); i++) {
      out.putInt((int) (lead.target(i) - first));
    }
    out.putInt(lead.cellCount());
    out.asFloatBuffer().put(lead.cells(), lead.firstCell(), lead.cellCount());
    out.position(out.position() + lead.cellCount() * Float.BYTES);
  }

  private static Outstanding readOutstanding(ByteBuffer in, int lead, int variates, int levels) {
    long[] targets = new long[in.getInt()];
    long first = in.getLong();
    for (int i = 0; i < targets.length; i++) {
      targets[i] = first + in.getInt();
    }
    float[] cells = new float[in.getInt()];
    in.asFloatBuffer().get(cells);
    in.position(in.position() + cells.length * Float.BYTES);
    return new Outstanding(lead, variates, levels, targets, cells, 0);
  }

  private static void write(Tally tally, ByteBuffer out) {
    out.putLong(tally.points()).putDouble(tally.weight());
    out.putDouble(tally.absolute()).putDouble(tally.naive());
    out.putDouble(tally.pinball()).putDouble(tally.covered());
    out.putDouble(tally.signedWeight()).putDouble(tally.squares()).putDouble(tally.signed());
  }

  private static Tally readTally(ByteBuffer in) {
    return new Tally(
        in.getLong(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble(),
        in.getDouble());
  }

  private static void write(QuantileTracker tracker, ByteBuffer out) {
    out.putFloat(tracker.centre()).putFloat(tracker.spread());
    out.putFloat(tracker.correction()).putInt(tracker.evidence());
  }
}
