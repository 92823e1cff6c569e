package io.millrace.forecast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PassBudgetTest {

  private static final long SECOND = 1_000_000_000L;

  private final PassBudget budget = new PassBudget(Duration.ofSeconds(7));

  @Test
  void theFirstCallOfARoundAlwaysMayBegin() {
    budget.join("a");
    assertThat(budget.allows("a", 20 * SECOND)).isTrue();
  }

  @Test
  void whatDoesNotFitWaitsForTheNextRound() {
    budget.join("a");
    budget.spend("a", 3 * SECOND);
    budget.spend("a", 3 * SECOND);
    assertThat(budget.allows("a", 3 * SECOND)).isFalse();

    budget.next("a", 0);

    assertThat(budget.allows("a", 3 * SECOND)).isTrue();
  }

  @Test
  void theTasksOfAThreadShareIt() {
    budget.join("a");
    budget.join("b");

    budget.spend("a", 6 * SECOND);

    assertThat(budget.allows("b", 3 * SECOND)).isFalse();
  }

  @Test
  void aRoundIsOverWhenEachTaskHadItsPunctuation() {
    budget.join("a");
    budget.join("b");
    budget.spend("a", 6 * SECOND);

    budget.next("a", 0);
    assertThat(budget.allows("a", 3 * SECOND)).isFalse();
    budget.next("b", 0);

    assertThat(budget.allows("b", 3 * SECOND)).isTrue();
  }

  @Test
  void aTaskThatWasDeniedComesBeforeThoseThatWereServed() {
    budget.join("a");
    budget.join("b");
    budget.spend("a", 6 * SECOND);
    assertThat(budget.allows("b", 3 * SECOND)).isFalse();

    budget.next("a", 0);
    budget.next("b", 0);

    assertThat(budget.allows("a", 3 * SECOND)).isFalse();
    assertThat(budget.allows("b", 3 * SECOND)).isTrue();
  }

  @Test
  void aTaskThatLeftIsNotWaitedFor() {
    budget.join("a");
    budget.join("b");
    budget.spend("a", 6 * SECOND);

    budget.leave("b");
    budget.next("a", 0);

    assertThat(budget.allows("a", 3 * SECOND)).isTrue();
  }

  @Test
  void afterARoundInWhichSomethingDidNotFitReadingsComeInForAsLong() {
    deniedIn(6 * SECOND, 10_000);
    budget.heard(15_990);

    assertThat(budget.rests(15_999)).isTrue();
    assertThat(budget.rests(16_000)).isFalse();
  }

  @Test
  void theRestEndsWhenNoReadingsCome() {
    deniedIn(6 * SECOND, 10_000);
    budget.heard(10_020);

    assertThat(budget.rests(10_060)).isTrue();
    assertThat(budget.rests(10_070)).isFalse();
  }

  @Test
  void passesThatFitDoNotRest() {
    budget.join("a");
    budget.spend("a", 6 * SECOND);
    budget.next("a", 10_000);
    budget.heard(10_000);

    assertThat(budget.rests(10_001)).isFalse();
  }

  private void deniedIn(long spent, long now) {
    budget.join("a");
    budget.spend("a", spent);
    assertThat(budget.allows("a", 3 * SECOND)).isFalse();
    budget.next("a", now);
  }
}
