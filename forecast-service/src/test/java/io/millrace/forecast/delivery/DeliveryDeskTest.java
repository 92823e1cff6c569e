package io.millrace.forecast.delivery;

import static io.millrace.forecast.delivery.Alerts.NOON;
import static io.millrace.forecast.delivery.Alerts.PARTITION;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.Rejection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryDeskTest {

  private static final Outcome DELIVERED = new Outcome.Delivered();
  private static final Outcome REFUSED = new Outcome.Refused("no");
  private static final Outcome FAILED = new Outcome.Failed("away", Optional.empty());
  private static final Duration LATER = Duration.ofMinutes(1); // longer than any pause

  private final DeliveryDesk desk = desk(4);

  private static DeliveryDesk desk(int concurrency) {
    SigningKey key = SigningKey.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    Endpoint endpoint = new Endpoint(URI.create("http://x"), Map.of(), Duration.ofSeconds(1));
    return desk(new Webhook("hook", endpoint, List.of(key), concurrency));
  }

  private static DeliveryDesk desk(Receiver receiver) {
    DeliveryDesk desk =
        new DeliveryDesk(
            receiver,
            new Pace(
                new Jitter(Duration.ofMillis(500), Duration.ofSeconds(30)),
                new SplittableRandom(5)),
            new Silent());
    desk.assigned(PARTITION, 0);
    return desk;
  }

  @Test
  void changesOfOneAlertGoOneAfterTheOtherAndThoseOfOthersBeside() {
    desk.take(Alerts.record(0, Alerts.firing("a", 1)));
    desk.take(Alerts.record(1, Alerts.firing("b", 1)));
    desk.take(Alerts.record(2, Alerts.resolved("a", 2)));

    List<Shipment> first = desk.due(NOON);

    assertThat(offsets(first)).containsExactly(0L, 1L);
    assertThat(desk.due(NOON)).isEmpty();
    desk.answered(first.get(0), DELIVERED, NOON);
    assertThat(offsets(desk.due(NOON))).containsExactly(2L);
  }

  @Test
  void whatIsCommittedEndsBeforeWhatIsNotDelivered() {
    for (int offset = 0; offset < 3; offset++) {
      desk.take(Alerts.record(offset, Alerts.firing("key" + offset, 1)));
    }
    List<Shipment> sent = desk.due(NOON);

    desk.answered(sent.get(1), DELIVERED, NOON);
    desk.answered(sent.get(2), DELIVERED, NOON);

    assertThat(desk.delivered()).containsEntry(PARTITION, 0L);
    desk.answered(sent.get(0), DELIVERED, NOON);
    assertThat(desk.delivered()).containsEntry(PARTITION, 3L);
  }

  @Test
  void aFailureHoldsUpItsOwnAlertOnlyOnceAnotherArrives() {
    desk.take(Alerts.record(0, Alerts.firing("a", 1)));
    desk.take(Alerts.record(1, Alerts.firing("b", 1)));
    desk.take(Alerts.record(2, Alerts.resolved("b", 2)));
    List<Shipment> sent = desk.due(NOON);
    Outcome long0 = new Outcome.Failed("busy", Optional.of(Duration.ofSeconds(20)));

    desk.answered(sent.get(1), DELIVERED, NOON);
    desk.answered(sent.get(0), long0, NOON);

    assertThat(desk.due(NOON.plusSeconds(19))).isEmpty(); // it asked for a pause of all
    List<Shipment> again = desk.due(NOON.plusSeconds(20));
    assertThat(offsets(again)).hasSize(1); // one tries
    desk.answered(again.get(0), DELIVERED, NOON.plusSeconds(20));
    assertThat(offsets(desk.due(NOON.plusSeconds(20)))).hasSize(1);
  }

  @Test
  void readingStopsWhenTooMuchWaits() {
    for (int offset = 0; offset < PartitionBacklog.MOST_CHANGES; offset++) {
      assertThat(desk.full()).isEmpty();
      desk.take(Alerts.record(offset, Alerts.firing("key" + offset, 1)));
    }

    assertThat(desk.full()).containsExactly(PARTITION);
  }

  @Test
  void readingStopsWhenItHasRunTooFarAheadOfOneThatIsHeldUp() {
    desk.take(Alerts.record(0, Alerts.firing("stuck", 1)));
    Shipment stuck = desk.due(NOON).get(0);
    for (int offset = 1; offset < PartitionBacklog.MOST_AHEAD - 1; offset++) {
      desk.take(Alerts.record(offset, Alerts.firing("other", offset)));
      desk.due(NOON).forEach(other -> desk.answered(other, DELIVERED, NOON));
    }
    assertThat(desk.full()).isEmpty();

    desk.take(Alerts.record(PartitionBacklog.MOST_AHEAD - 1, Alerts.firing("other", 1_000)));
    desk.due(NOON).forEach(other -> desk.answered(other, DELIVERED, NOON));

    assertThat(desk.full()).containsExactly(PARTITION);
    desk.answered(stuck, DELIVERED, NOON);
    assertThat(desk.full()).isEmpty();
  }

  @Test
  void whatIsRefusedForGoodIsHandedBackAsItWasAndHoldsUpNothing() {
    desk.take(Alerts.record(0, Alerts.firing("a", 1)));
    desk.take(Alerts.record(1, Alerts.resolved("a", 2)));
    Shipment refused = desk.due(NOON).get(0);

    List<Rejection> rejections = desk.answered(refused, REFUSED, NOON);

    assertThat(rejections)
        .containsExactly(Refusal.of(Alerts.record(0, Alerts.firing("a", 1)), "hook: no"));
    assertThat(rejections.get(0).stage()).isEqualTo("delivery");
    assertThat(offsets(desk.due(NOON))).containsExactly(1L);
  }

  @Test
  void whatIsNoAlertIsRejectedAndPassedOver() {
    Optional<Rejection> rejection = desk.take(Alerts.foreign(0));

    desk.reached(PARTITION, 1, NOON);

    assertThat(rejection.orElseThrow().reason()).startsWith("hook: is no alert: ");
    assertThat(desk.delivered()).containsEntry(PARTITION, 1L);
  }

  @Test
  void whatIsTooLargeToBeKeptElsewhereIsNamedByItsPlace() {
    byte[] large = new byte[1_048_000];

    Rejection rejection = desk.take(Alerts.record(7, new byte[] {1}, large)).orElseThrow();

    assertThat(rejection.value()).isNull();
    assertThat(rejection.truncated()).isEqualTo(large.length);
    assertThat(rejection.key()).containsExactly(1);
    assertThat(rejection.offset()).isEqualTo(7);
  }

  @Test
  void answersToWhatWasGivenUpChangeNothing() {
    desk.take(Alerts.record(0, Alerts.firing("a", 1)));
    Shipment old = desk.due(NOON).get(0);
    desk.giveUp();
    desk.assigned(PARTITION, 0);
    desk.take(Alerts.record(0, Alerts.firing("a", 1)));

    desk.answered(old, REFUSED, NOON);

    assertThat(desk.delivered()).containsEntry(PARTITION, 0L);
    assertThat(offsets(desk.due(NOON))).containsExactly(0L);
  }

  @Test
  void ofSeveralThatWereRefusedTogetherEachIsTriedAlone() {
    DeliveryDesk alertmanager =
        desk(
            new Alertmanager(
                "am",
                new Endpoint(URI.create("http://x"), Map.of(), Duration.ofSeconds(1)),
                Duration.ofMinutes(1),
                null));
    alertmanager.take(Alerts.record(0, Alerts.firing("a", 1)));
    alertmanager.take(Alerts.record(1, Alerts.firing("b", 1)));
    Shipment both = alertmanager.due(NOON).get(0);

    List<Rejection> rejections = alertmanager.answered(both, REFUSED, NOON);

    assertThat(both.changes()).hasSize(2);
    assertThat(rejections).isEmpty();
    Shipment alone = alertmanager.due(NOON).get(0);
    assertThat(alone.changes()).hasSize(1);
    assertThat(alertmanager.answered(alone, REFUSED, NOON)).hasSize(1);
    assertThat(alertmanager.due(NOON).get(0).changes()).hasSize(1);
  }

  /** Whatever fails, each alert's changes arrive in order, and no offset is passed too early. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void underAnyFailuresAllArrivesInOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DeliveryDesk simulated = desk(1 + (int) seed);
    Map<String, Integer> arrived = new HashMap<>(); // sequence by key
    List<Shipment> underWay = new ArrayList<>();
    Map<String, Integer> written = new HashMap<>();
    boolean[] isDelivered = new boolean[600];
    Instant now = NOON;
    int offset = 0;
    while (offset < isDelivered.length || simulated.undelivered() > 0) {
      if (offset < isDelivered.length && simulated.full().isEmpty() && random.nextInt(3) > 0) {
        String key = "key" + random.nextInt(20);
        int sequence = written.merge(key, 1, Integer::sum);
        simulated.take(Alerts.record(offset++, Alerts.firing(key, sequence)));
      }
      underWay.addAll(simulated.due(now));
      now = now.plusMillis(random.nextInt(2_000));
      if (!underWay.isEmpty()) {
        Shipment answered = underWay.remove(random.nextInt(underWay.size()));
        boolean fails = random.nextInt(10) < 4;
        Change change = answered.changes().get(0);
        if (!fails) {
          isDelivered[(int) change.record().offset()] = true;
          int before = arrived.getOrDefault(change.watched(), 0);
          assertThat(change.alert().sequence()).isEqualTo(before + 1);
          arrived.put(change.watched(), change.alert().sequence());
        }
        simulated.answered(answered, fails ? FAILED : DELIVERED, now);
      }
      for (int each = 0; each < simulated.delivered().get(PARTITION); each++) {
        assertThat(isDelivered[each]).isTrue();
      }
    }
    assertThat(arrived.values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(isDelivered.length);
  }

  @Test
  void whileAReceiverIsAwayOneRequestAtATimeTries() {
    for (int offset = 0; offset < 20; offset++) {
      desk.take(Alerts.record(offset, Alerts.firing("key" + offset, 1)));
    }
    desk.due(NOON).forEach(each -> desk.answered(each, FAILED, NOON));

    Instant later = NOON.plus(LATER);

    for (int round = 0; round < 10; round++) {
      List<Shipment> tries = desk.due(later);
      assertThat(tries).hasSize(1);
      desk.answered(tries.get(0), FAILED, later);
      later = later.plus(LATER);
    }
  }

  private static List<Long> offsets(List<Shipment> shipments) {
    return shipments.stream()
        .flatMap(each -> each.changes().stream())
        .map(change -> change.record().offset())
        .toList();
  }
}
