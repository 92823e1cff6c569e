package io.millrace.forecasting;

import io.millrace.forecasting.HistoryCodec.Names;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Ledgers as bytes: version, seasons, then each account. */
final class LedgerCodec {

  private static final byte VERSION = 1;

  private LedgerCodec() {}

  static byte[] write(Ledger ledger) {
    int size = 1 + Names.size(ledger.seasons().keySet());
    size += ledger.seasons().size() * Integer.BYTES + Integer.BYTES;
    for (Account account : ledger.accounts()) {
      size += size(account);
    }
    ByteBuffer out = ByteBuffer.allocate(size).put(VERSION);
    Names.write(ledger.seasons().keySet(), out);
    ledger.seasons().values().forEach(out::putInt);
    out.putInt(ledger.accounts().size());
    ledger.accounts().forEach(account -> write(account, out));
    return out.array();
  }

  static Ledger read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException("ledger: state version " + version + " is not known");
    }
    SortedMap<String, Integer> seasons = new TreeMap<>();
    for (String name : Names.read(in)) {
      seasons.put(name, in.getInt());
    }
    int count = in.getInt();
    List<Account> accounts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      accounts.add(readAccount(in));
    }
    return new Ledger(seasons, accounts);
  }

  private static List<String> identity(Served served) {
    return List.of(served.model(), served.version(), served.servedBy());
  }

  private static int size(Account account) {
    Served served = account.served();
    int entry = Outstanding.bytes(served.variates().size(), served.levels().size());
    return Names.size(identity(served))
        + Names.size(served.variates())
        + 3 * Integer.BYTES
        + served.levels().size() * Double.BYTES
        + account.outstanding().size() * entry
        + account.tallies().size() * Tally.BYTES;
  }

  private static void write(Account account, ByteBuffer out) {
    Served served = account.served();
    Names.write(identity(served), out);
    Names.write(served.variates(), out);
    out.putInt(served.levels().size());
    served.levels().forEach(out::putDouble);
    out.putInt(served.horizon()).putInt(account.outstanding().size());
    account.outstanding().forEach(entry -> entry.write(out));
    account.tallies().forEach(tally -> tally.write(out));
  }

  private static Account readAccount(ByteBuffer in) {
    List<String> identity = Names.read(in);
    List<String> variates = Names.read(in);
    List<Double> levels = new ArrayList<>();
    int levelCount = in.getInt();
    for (int i = 0; i < levelCount; i++) {
      levels.add(in.getDouble());
    }
    int horizon = in.getInt();
    Served served =
        new Served(identity.get(0), identity.get(1), identity.get(2), variates, levels, horizon);
    int open = in.getInt();
    List<Outstanding> outstanding = new ArrayList<>(open);
    for (int i = 0; i < open; i++) {
      outstanding.add(Outstanding.read(in, variates.size(), levelCount));
    }
    List<Tally> tallies = new ArrayList<>();
    for (int i = 0; i < served.scoredLeads().size() * variates.size(); i++) {
      tallies.add(Tally.read(in));
    }
    return new Account(served, outstanding, tallies);
  }
}
