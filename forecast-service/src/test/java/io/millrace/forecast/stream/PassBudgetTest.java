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

    budget.next("a");

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

    budget.next("a");
    assertThat(budget.allows("a", 3 * SECOND)).isFalse();
    budget.next("b");

    assertThat(budget.allows("b", 3 * SECOND)).isTrue();
  }

  @Test
  void aTaskThatWasDeniedComesBeforeThoseThatWereServed() {
    budget.join("a");
    budget.join("b");
    budget.spend("a", 6 * SECOND);
    assertThat(budget.allows("b", 3 * SECOND)).isFalse();

    budget.next("a");
    budget.next("b");

    assertThat(budget.allows("a", 3 * SECOND)).isFalse();
    assertThat(budget.allows("b", 3 * SECOND)).isTrue();
  }

  @Test
  void aTaskThatLeftIsNotWaitedFor() {
    budget.join("a");
    budget.join("b");
    budget.spend("a", 6 * SECOND);

    budget.leave("b");
    budget.next("a");

    assertThat(budget.allows("a", 3 * SECOND)).isTrue();
  }
}
