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
 * little-endian, so that a column is copied whole; last the contest, if there is one. Version 1 is
 * read: it knew no calibration; and version 2: it knew neither tests of skill nor contests.
 */
final class LedgerCodec {

  private static final byte VERSION = 3;
  private static final byte WITHOUT_SKILLS = 2;
  private static final byte NO_CONTEST = 0;
  private static final byte CONTEST = 1;
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
    size += 1 + ledger.challenge().map(LedgerCodec::size).orElse(0);
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(VERSION);
    Names.write(ledger.seasons().keySet(), out);
    ledger.seasons().values().forEach(out::putInt);
    out.putInt(ledger.accounts().size());
    ledger.accounts().forEach(account -> write(account, out));
    ledger
        .challenge()
        .ifPresentOrElse(challenge -> write(challenge, out), () -> out.put(NO_CONTEST));
    return out.array();
  }

  static Ledger read(byte[] bytes) {
    return switch (bytes[0]) {
      case VERSION, WITHOUT_SKILLS ->
          read(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(1), bytes[0]);
      case LedgerVersion1.VERSION -> LedgerVersion1.read(ByteBuffer.wrap(bytes).position(1));
      default ->
          throw new IllegalArgumentException("ledger: state version " + bytes[0] + " is not known");
    };
  }

  private static Ledger read(ByteBuffer in, byte version) {
    SortedMap<String, Integer> seasons = readSeasons(in);
    int count = in.getInt();
    List<Account> accounts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      accounts.add(readAccount(in, version));
    }
    boolean contested = version > WITHOUT_SKILLS && in.get() == CONTEST;
    return new Ledger(seasons, accounts, contested ? readChallenge(in) : null);
  }

  private static int size(Challenge challenge) {
    return size(challenge.champion()) + size(challenge.challenger()) + Contest.BYTES;
  }

  private static void write(Challenge challenge, ByteBuffer out) {
    out.put(CONTEST);
    write(challenge.champion(), out);
    write(challenge.challenger(), out);
    challenge.contest().write(out);
  }

  private static Challenge readChallenge(ByteBuffer in) {
    return new Challenge(readServed(in), readServed(in), Contest.read(in));
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

  private static int size(Served served) {
    return Names.size(identity(served))
        + Names.size(served.variates())
        + 2 * Integer.BYTES
        + served.levels().size() * Double.BYTES;
  }

  private static int size(Account account) {
    int size = size(account.served());
    for (Outstanding lead : account.outstanding()) {
      size += 2 * Integer.BYTES + Long.BYTES;
      size += lead.size() * Integer.BYTES + lead.cellCount() * Float.BYTES;
    }
    return size
        + account.tallies().size() * TALLY
        + account.trackers().size() * TRACKER
        + account.recent().size() * RECENT
        + account.skills().size() * SkillTest.BYTES;
  }

  private static void write(Served served, ByteBuffer out) {
    Names.write(identity(served), out);
    Names.write(served.variates(), out);
    out.putInt(served.levels().size());
    served.levels().forEach(out::putDouble);
    out.putInt(served.horizon());
  }

  private static void write(Account account, ByteBuffer out) {
    write(account.served(), out);
    account.outstanding().forEach(lead -> write(lead, out));
    account.tallies().forEach(tally -> write(tally, out));
    account.trackers().forEach(tracker -> write(tracker, out));
    account
        .recent()
        .forEach(it -> out.putFloat(it.recent()).putFloat(it.usual()).putInt(it.points()));
    account.skills().forEach(skill -> skill.write(out));
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

  private static Account readAccount(ByteBuffer in, byte version) {
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
    List<SkillTest> skills = new ArrayList<>();
    while (served.isModels() && skills.size() < variates) {
      skills.add(version > WITHOUT_SKILLS ? SkillTest.read(in) : SkillTest.FRESH);
    }
    return new Account(served, outstanding, tallies, trackers, recent, skills);
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
