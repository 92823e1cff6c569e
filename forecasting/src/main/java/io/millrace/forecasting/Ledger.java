package io.millrace.forecasting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was forecast for a series and how it turned out. A value; steps are taken in order: first
 * {@link #score} with the step's actuals, then {@link #calibrated} what a forecaster says at it,
 * then {@link #remember} what was served.
 *
 * <p>Bounded: the scored leads and quantiles only, for a lead of L steps at most L open forecasts,
 * and the last {@value #MOST_ACCOUNTS} forecasters. A new version of a forecaster starts with open
 * forecasts and errors of its own, but from its predecessor's calibration: it is nearly the same
 * network and meets the same series, so that is nearer than none, and it counts for 50 residuals
 * only. Its tests of skill begin anew.
 */
public final class Ledger {

  /** A champion, its challenger, the naive forecaster in place of either, and one who went. */
  static final int MOST_ACCOUNTS = 4;

  /** Seasons are looked for anew at every 32nd step. */
  private static final int SEASONS_EVERY = 32;

  private final SortedMap<String, Integer> seasons;
  private final List<Account> accounts; // the one served last comes last
  private final @Nullable Challenge challenge;

  Ledger(
      SortedMap<String, Integer> seasons, List<Account> accounts, @Nullable Challenge challenge) {
    this.seasons = Collections.unmodifiableSortedMap(new TreeMap<>(seasons));
    this.accounts = List.copyOf(accounts);
    this.challenge = challenge;
  }

  public static Ledger empty() {
    return new Ledger(new TreeMap<>(), List.of(), null);
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
   * @param skills what the tests of skill decided at this step
   * @param contest present if this step decided it
   */
  public record Scoring(
      Ledger ledger,
      List<Scored> scored,
      List<SkillDecision> skills,
      Optional<Challenge> contest) {}

  /** Takes in the actuals of the window's last step. */
  public Scoring score(Window actuals) {
    List<Scored> scored = new ArrayList<>();
    List<SkillDecision> skills = new ArrayList<>();
    List<Account> next =
        accounts.stream().map(account -> account.scored(actuals, scored, skills)).toList();
    Ledger ledger = new Ledger(seasonsAt(actuals), next, challenge).contested(scored);
    return new Scoring(ledger, scored, skills, ledger.challenge().filter(this::isDecided));
  }

  private Ledger contested(List<Scored> scored) {
    return challenge == null
        ? this
        : new Ledger(seasons, accounts, challenge.after(scored, this::meanError));
  }

  private boolean isDecided(Challenge next) {
    return next.verdict() != Contest.Verdict.GOES_ON
        && challenge != null
        && challenge.verdict() == Contest.Verdict.GOES_ON;
  }

  private double meanError(Served served, int lead, String variate) {
    int leadIndex = served.scoredLeads().indexOf(lead);
    return account(served).tally(leadIndex, served.variates().indexOf(variate)).meanAbsolute();
  }

  /** Steps are numbered anew from here on: what is open would meet the actuals of others. */
  public Ledger onAnotherGrid() {
    return new Ledger(
        new TreeMap<>(), accounts.stream().map(Account::withoutOpenForecasts).toList(), challenge);
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
  public Ledger remember(Outlook outlook, Window window) {
    Served served = outlook.served();
    Account account = account(served).with(outlook, window.slot(), naivePoints(served, window));
    List<Account> next = new ArrayList<>(accounts);
    next.removeIf(known -> known.served().equals(served));
    next.add(account);
    return new Ledger(
        seasons, next.subList(Math.max(0, next.size() - MOST_ACCOUNTS), next.size()), challenge);
  }

  /** The two forecast side by side from here on, if they do not yet. */
  public Ledger challenged(Served champion, Served challenger) {
    return challenge != null && challenge.isOf(champion, challenger)
        ? this
        : new Ledger(seasons, accounts, Challenge.of(champion, challenger));
  }

  /** Nobody challenges any more; who was promoted is forgotten too. */
  public Ledger unchallenged() {
    return challenge == null ? this : new Ledger(seasons, accounts, null);
  }

  public Optional<Challenge> challenge() {
    return Optional.ofNullable(challenge);
  }

  /** The variates that seasonal-naive serves better than this forecaster, in its order. */
  public List<String> demoted(Served served) {
    List<SkillTest> skills = account(served).skills();
    List<String> demoted = new ArrayList<>();
    for (int v = 0; v < skills.size(); v++) {
      if (skills.get(v).demoted()) {
        demoted.add(served.variates().get(v));
      }
    }
    return demoted;
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

  /** The model that serves, or that seasonal-naive stands in for; empty before the first. */
  public Optional<Served> model() {
    return accounts.stream()
        .map(Account::served)
        .filter(Served::isModels)
        .reduce((earlier, later) -> later);
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
      found.put(variate, Seasonality.detect(window.column(variate).values()));
    }
    return found;
  }

  /** [variate][scored lead] */
  private float[][] naivePoints(Served served, Window window) {
    List<Integer> leads = served.scoredLeads();
    float[][] points = new float[served.variates().size()][leads.size()];
    for (int v = 0; v < points.length; v++) {
      double[] column = window.column(served.variates().get(v)).values();
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
        && accounts.equals(ledger.accounts)
        && Objects.equals(challenge, ledger.challenge);
  }

  @Override
  public int hashCode() {
    return accounts.hashCode();
  }
}
