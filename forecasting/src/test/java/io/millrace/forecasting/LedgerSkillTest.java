package io.millrace.forecasting;

import static io.millrace.forecasting.SkilledSeries.CHALLENGER;
import static io.millrace.forecasting.SkilledSeries.CHAMPION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerSkillTest {

  private static final Map<String, Double> GOOD = Map.of("a", 0.0, "b", 0.0);
  private static final Map<String, Double> OFF_IN_B = Map.of("a", 0.0, "b", 3.0);

  @Test
  void aModelIsDemotedInTheVariateInWhichItIsWorseThanSeasonalNaiveAndComesBack() {
    SkilledSeries series = new SkilledSeries(1, false).run(400, GOOD, 0, CHAMPION);

    series.run(200, OFF_IN_B, 0, CHAMPION);
    assertThat(series.ledger.demoted(CHAMPION)).containsExactly("b");
    series.run(300, GOOD, 0, CHAMPION);

    assertThat(series.ledger.demoted(CHAMPION)).isEmpty();
    assertThat(series.skills)
        .extracting(SkillDecision::served, SkillDecision::variate, it -> it.change().demoted())
        .containsExactly(tuple("b", true), tuple("b", false));
  }

  private static org.assertj.core.groups.Tuple tuple(String variate, boolean demoted) {
    return org.assertj.core.groups.Tuple.tuple(CHAMPION, variate, demoted);
  }

  @Test
  void aNewVersionStartsUndemotedWithAFreshTest() {
    Served next = Forecasts.by("champion", "2", 4, "a", "b");
    SkilledSeries series = new SkilledSeries(2, false).run(300, OFF_IN_B, 0, CHAMPION);

    series.run(10, GOOD, 0, next);

    assertThat(series.ledger.demoted(CHAMPION)).containsExactly("b");
    assertThat(series.ledger.demoted(next)).isEmpty();
    assertThat(account(series, next).skills().get(1).points()).isLessThan(10);
  }

  @Test
  void theSameVersionWithFewerVariatesStaysDemoted() {
    SkilledSeries series = new SkilledSeries(3, false).run(300, OFF_IN_B, 0, CHAMPION);

    Served fewer = Forecasts.by("champion", "1", 4, "b");

    assertThat(series.ledger.demoted(fewer)).containsExactly("b");
  }

  @Test
  void aPointOfTheTestIsTheMeanOverTheLeadsThatMetTheirActual() {
    SkilledSeries series = new SkilledSeries(4, false).run(500, GOOD, 0, CHAMPION);

    Account account = account(series, CHAMPION);
    SkillTest test = account.skills().get(0);

    assertThat(test.points()).isEqualTo(account.tally(0, 0).points());
    assertThat(test.model() / test.naive()).isCloseTo(1 / Math.sqrt(2), within(0.03));
    assertThat((test.model() + test.naive()) / 2).isCloseTo(1, within(0.05)); // its own unit
  }

  @Test
  void theNaiveForecasterIsNotComparedWithItself() {
    Served naive =
        new Served(
            SeasonalNaive.NAME, "1", SeasonalNaive.NAME, CHAMPION.variates(), CHAMPION.levels(), 4);

    SkilledSeries series = new SkilledSeries(5, false).run(50, GOOD, 0, naive);

    assertThat(account(series, naive).skills()).isEmpty();
    assertThat(series.ledger.demoted(naive)).isEmpty();
  }

  @Test
  void aBetterChallengerIsPromotedOnThePointsThatBothHave() {
    SkilledSeries series =
        new SkilledSeries(6, true).run(800, Map.of("a", 0.7, "b", 0.7), 0, CHAMPION);

    assertThat(series.decided).hasSize(1);
    Challenge challenge = series.decided.get(0);
    assertThat(challenge.verdict()).isEqualTo(Contest.Verdict.PROMOTED);
    assertThat(challenge.contest().points()).isLessThan(500);
    assertThat(challenge.contest().relativeLoss()).isBetween(0.6, 0.95);
    assertThat(series.ledger.challenge()).contains(challenge);
  }

  @Test
  void whileItGoesOnAnotherVersionOfEitherBeginsTheContestAnew() {
    Served next = Forecasts.by("champion", "2", 4, "a", "b");
    SkilledSeries series = new SkilledSeries(7, true).run(200, GOOD, 0.1, CHAMPION);
    int before = series.ledger.challenge().orElseThrow().contest().points();

    series.run(50, GOOD, 0.1, next);

    assertThat(before).isGreaterThan(190);
    assertThat(series.ledger.challenge().orElseThrow().contest().points()).isBetween(40, 50);
  }

  @Test
  void whoWasPromotedStaysSoInLaterVersionsAndWhoWasDroppedGetsAnotherChance() {
    Served next = Forecasts.by("challenger", "2", 4, "a", "b");
    SkilledSeries won = new SkilledSeries(8, true).run(800, OFF_IN_B, 0, CHAMPION);
    SkilledSeries lost = new SkilledSeries(9, true).run(800, GOOD, 3, CHAMPION);

    assertThat(won.ledger.challenged(CHAMPION, next)).isSameAs(won.ledger);
    assertThat(lost.ledger.challenged(CHAMPION, CHALLENGER)).isSameAs(lost.ledger);
    assertThat(lost.decided.get(0).verdict()).isEqualTo(Contest.Verdict.WORSE);
    assertThat(lost.ledger.challenged(CHAMPION, next).challenge().orElseThrow().contest())
        .isEqualTo(Contest.FRESH);
  }

  private static Account account(SkilledSeries series, Served served) {
    return series.ledger.accounts().stream()
        .filter(each -> each.served().equals(served))
        .findFirst()
        .orElseThrow();
  }
}
