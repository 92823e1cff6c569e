package io.millrace.benchmarks.inference;

import io.millrace.benchmarks.SharedStack;
import io.millrace.benchmarks.ShortForms;
import io.millrace.benchmarks.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The rows of the proof with smaller numbers. In an order in which the service of one row serves
 * the next, where that can be; and the only row with a consumer of {@code sensor-events} comes
 * last, for that one's leaving would be a rebalance in the row after it.
 */
@ExtendWith(SharedStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class InferenceGuaranteesTest {

  private static final long SEED = 7;

  private static ShortForms<InferenceTestbed> rows;

  @BeforeAll
  static void start(Stack stack) {
    rows = new ShortForms<>(InferenceTestbed.on(stack));
  }

  @AfterAll
  static void stop() {
    rows.close();
  }

  @Test
  @Order(1)
  void aHotKeyLeavesBatchesFullAndEachKeyInOrder() {
    rows.keep(new HotKeyRow(12_000, SEED, rows.testbed()));
  }

  @Test
  @Order(2)
  void anEventAloneTakesLittleMoreThanTheModel() {
    rows.keep(new OneEventAloneRow(50, 150, 25, SEED, rows.testbed()));
  }

  @Test
  @Order(3)
  void memoryStaysWhereItIsOverManyInferences() {
    rows.keep(new MillionRow(30_000, 0.10, SEED, rows.testbed()));
  }

  @Test
  @Order(4)
  void aBrokerThatGoesAndComesBackCostsNoEvent() {
    rows.keep(
        new BrokerAwayRow(
            Duration.ofSeconds(2), Duration.ofMillis(500), 300, SEED, rows.testbed()));
  }

  @Test
  @Order(5)
  void anInstanceThatComesAndGoesCostsNoEvent() {
    rows.keep(
        new TwoInstancesRow(
            List.of(Removal.STOPPED), Duration.ofMillis(500), 300, SEED, rows.testbed()));
  }

  @Test
  @Order(6)
  void aKilledServiceLosesAndDoublesNothing() {
    rows.keep(new KilledRow(2, 1, Duration.ofMillis(900), 800, SEED, rows.testbed()));
  }

  @Test
  @Order(7)
  void aModelThatTakesSecondsDisturbsNobody() {
    rows.keep(
        new SlowModelRow(
            64,
            Duration.ofSeconds(3),
            Map.of("millrace.batch.records", "32"),
            SEED,
            rows.testbed()));
  }

  @Test
  @Order(8)
  void versionsAreSwappedUnderLoadAndNoBatchMixesThem() {
    rows.keep(new SwapsRow(3, Duration.ofSeconds(1), 4_000, 500, 0.2, SEED, rows.testbed()));
  }

  @Test
  @Order(9)
  void whatMustNotServeIsRefusedAndNobodyNotices() {
    rows.keep(new RefusedReleasesRow(200, SEED, rows.testbed()));
  }

  @Test
  @Order(10)
  void whatAVersionFailedOnIsScoredByTheNext() {
    rows.keep(new PoisonReplayRow(2, SEED, rows.testbed()));
  }

  @Test
  @Order(11)
  void aPoisonRecordOfEachKindHarmsOnlyItself() {
    rows.keep(new PoisonRow(1, SEED, rows.testbed()));
  }
}
