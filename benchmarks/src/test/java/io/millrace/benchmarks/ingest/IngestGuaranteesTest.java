package io.millrace.benchmarks.ingest;

import io.millrace.benchmarks.SharedStack;
import io.millrace.benchmarks.ShortForms;
import io.millrace.benchmarks.Stack;
import io.millrace.events.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rows of the proof with smaller numbers; all with one instance that stays up. */
@ExtendWith(SharedStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class IngestGuaranteesTest {

  private static final long SEED = 7;

  private static ShortForms<IngestTestbed> rows;

  @BeforeAll
  static void start(Stack stack) {
    rows = new ShortForms<>(new IngestTestbed(stack));
  }

  /** Hundreds of thousands of texts would otherwise wait for the next inference-service. */
  @AfterAll
  static void stop(Stack stack) {
    rows.close();
    stack.empty(List.of(Topics.TEXT_ACCEPTED, Topics.TEXT_EVENTS, Topics.SERIES_EVENTS));
  }

  @Test
  @Order(1)
  void aSinglePostTakesLittleMoreThanARawSend() {
    rows.keep(
        new SinglePostRow(
            200, Duration.ofSeconds(2), Duration.ofSeconds(5), 100, .20, rows.testbed()));
  }

  @Test
  @Order(2)
  void linesComeInAtAGoodShareOfARawProducersRate() {
    rows.keep(new ThroughputRow(50_000, 1, 2, .05, .03, rows.testbed()));
  }

  @Test
  @Order(7)
  void aBrokerThatIsAwayCostsNoAcknowledgedEvent() {
    rows.keep(
        new BrokerAwayRow(Duration.ofSeconds(3), Duration.ofSeconds(1), 4, 640, rows.testbed()));
  }

  @Test
  @Order(6)
  void hostileBodiesAreReadRightOrRefusedInBoundedMemory() {
    rows.keep(new HostileRow(20_000_000, 640, rows.testbed()));
  }

  @Test
  @Order(3)
  void brokenEventsAreRefusedByNameAndTheirNeighboursAccepted() {
    rows.keep(new FuzzedRow(4_000, SEED, rows.testbed()));
  }

  @Test
  @Order(4)
  void aKilledServiceLosesAndDoublesNothing() {
    rows.keep(new KilledRow(8, 2, 1, Duration.ofMillis(900), SEED, rows.testbed()));
  }

  @Test
  @Order(5)
  void oneIdAtTwoInstancesIsOneEvent() {
    rows.keep(new SameIdRow(500, rows.testbed()));
  }

  @Test
  @Order(8)
  void everyEndpointKnowsWhoMayAskIt() {
    rows.keep(new AccessRow(rows.testbed()));
  }
}
