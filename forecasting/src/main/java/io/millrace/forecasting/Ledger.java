package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was forecast for a series and how it turned out. A value; steps are taken in order: first
 * {@link #score} with the step's actuals, then {@link #calibrated} what a forecaster says at it,
 * then {@link #remember} what was served.
 *
 * <p>Bounded: the scored leads and quantiles only, for a lead of L steps at most L open forecasts,
 * and the last {@value #MOST_ACCOUNTS} forecasters. A new version of a forecaster starts with open
 * forecasts and errors of its own, but from its predecessor's calibration: it is nearly the same
 * network and meets the same series, so that is nearer than none, and it counts for 50 residuals
 * only.
 */
public final class Ledger {

  static final int MOST_ACCOUNTS = 3;

  /** Seasons are looked for anew at every 32nd step. */
  private static final int SEASONS_EVERY = 32;

  private final SortedMap<String, Integer> seasons;
  private final List<Account> accounts; // the one served last comes last

  Ledger(SortedMap<String, Integer> seasons, List<Account> accounts) {
    this.seasons = Collections.unmodifiableSortedMap(new TreeMap<>(seasons));
    this.accounts = List.copyOf(accounts);
  }

  public static Ledger empty() {
    return new Ledger(new TreeMap<>(), List.of());
  }

  public static Ledger fromBytes(byte[] bytes) {
    return LedgerCodec.read(bytes);
  }

  /** Compact, with a version byte. */
  public byte[] toBytes() {
    return LedgerCodec.write(this);
  }

  /**
   * @param ledger from here on
   * @param scored forecasts that met their actuals at this step
   */
  public record Scoring(Ledger ledger, List<Scored> scored) {}

  /** Takes in the actuals of the window's last step. */
  public Scoring score(Window actuals) {
    List<Scored> scored = new ArrayList<>();
    List<Account> next = accounts.stream().map(account -> account.scored(actuals, scored)).toList();
    return new Scoring(new Ledger(seasonsAt(actuals), next), scored);
  }

  /** The naive forecaster of a variate, with the season that its past shows. */
  public SeasonalNaive naive(String variate) {
    return new SeasonalNaive(seasons.getOrDefault(variate, Seasonality.NONE));
  }

  /**
   * The forecast with its quantiles where the actuals of earlier ones say that they belong; its
   * means stay. Before any actual came these are its own, save that no interval is without width.
   */
  public Outlook calibrated(Outlook own) {
    return account(own.served()).calibrated(own);
  }

  /**
   * Takes in a forecast made at the window's last step.
   *
   * @param outlook as it was served
   */
  public Ledger remember(Outlook outlook, Window window, int gapLimit) {
    Served served = outlook.served();
    Account account =
        account(served).with(outlook, window.slot(), naivePoints(served, window, gapLimit));
    List<Account> next = new ArrayList<>(accounts);
    next.removeIf(known -> known.served().equals(served));
    next.add(account);
    return new Ledger(seasons, next.subList(Math.max(0, next.size() - MOST_ACCOUNTS), next.size()));
  }

  private Account account(Served served) {
    Account predecessor = null;
    for (Account known : accounts) {
      if (known.served().equals(served)) {
        return known;
      }
      predecessor = served.succeeds(known.served()) ? known : predecessor;
    }
    return predecessor == null ? Account.of(served) : predecessor.succeededBy(served);
  }

  /**
   * By variate, the records of a forecaster at its scored leads; leads without points are absent.
   */
  public Map<String, List<LeadRecord>> records(Served served) {
    Map<String, List<LeadRecord>> records = new LinkedHashMap<>();
    accounts.stream()
        .filter(account -> account.served().equals(served))
        .forEach(account -> collect(account, records));
    return records;
  }

  /** The forecasters with an account, the one that served last at the end. */
  public List<Served> served() {
    return accounts.stream().map(Account::served).toList();
  }

  private static void collect(Account account, Map<String, List<LeadRecord>> records) {
    List<Integer> leads = account.served().scoredLeads();
    for (int v = 0; v < account.served().variates().size(); v++) {
      List<LeadRecord> byLead = new ArrayList<>();
      for (int i = 0; i < leads.size(); i++) {
        Tally tally = account.tally(i, v);
        if (tally.points() > 0) {
          byLead.add(LeadRecord.of(leads.get(i), tally, account.tally(0, v), account.served()));
        }
      }
      if (!byLead.isEmpty()) {
        records.put(account.served().variates().get(v), byLead);
      }
    }
  }

  private SortedMap<String, Integer> seasonsAt(Window window) {
    if (window.slot() % SEASONS_EVERY != 0) {
      return seasons;
    }
    SortedMap<String, Integer> found = new TreeMap<>();
    for (String variate : window.variates()) {
      found.put(variate, Seasonality.detect(window.column(variate, window.length())));
    }
    return found;
  }

  /** [variate][scored lead] */
  private float[][] naivePoints(Served served, Window window, int gapLimit) {
    List<Integer> leads = served.scoredLeads();
    float[][] points = new float[served.variates().size()][leads.size()];
    for (int v = 0; v < points.length; v++) {
      double[] column = window.column(served.variates().get(v), gapLimit);
      SeasonalNaive naive = naive(served.variates().get(v));
      for (int i = 0; i < leads.size(); i++) {
        points[v][i] = (float) naive.point(column, leads.get(i));
      }
    }
    return points;
  }

  SortedMap<String, Integer> seasons() {
    return seasons;
  }

  List<Account> accounts() {
    return accounts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ledger ledger
        && seasons.equals(ledger.seasons)
        && accounts.equals(ledger.accounts);
  }

  @Override
  public int hashCode() {
    return accounts.hashCode();
  }
}
