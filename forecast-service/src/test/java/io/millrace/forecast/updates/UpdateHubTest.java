package io.millrace.forecast.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpdateHubTest {

  private final SteppedClock clock = new SteppedClock();
  private int tails;
  private final UpdateHub hub = new UpdateHub(listener -> tails++, clock);

  @Test
  void theTopicsAreReadOnceHoweverManyWatch() {
    open("a", null);
    open("b", null);

    assertThat(tails).isEqualTo(1);
    assertThat(hub.isWanted()).isTrue();
  }

  @Test
  void everyoneIsToldOfTheirSeriesOnly() {
    Reader a = open("a", null);
    Reader b = open("b", null);
    hub.started();

    hub.told(update("a", 0));
    hub.told(update("b", 1));

    assertThat(a.got).containsExactly("starting", "following", "forecasts-0@0");
    assertThat(b.got).containsExactly("starting", "following", "forecasts-0@1");
  }

  @Test
  void whoComesBackWithAnIdMissesNothing() {
    Reader first = open("a", null);
    hub.started();
    hub.told(update("a", 0));
    first.leave();
    hub.told(update("a", 1));
    hub.told(update("b", 2));
    hub.told(update("a", 3));

    Reader again = open("a", "forecasts-0@0");
    hub.told(update("a", 4));

    assertThat(again.got)
        .containsExactly("following", "forecasts-0@1", "forecasts-0@3", "forecasts-0@4");
  }

  @Test
  void whoComesBackTooLateIsToldSo() {
    Reader again = open("a", "forecasts-0@7");

    assertThat(again.got)
        .containsExactly("starting", "missed: what came after forecasts-0@7 is not kept");
  }

  @Test
  void ofTheRecentOnesOnlySoManyAreKept() {
    open("a", null);
    hub.started();
    for (int i = 0; i <= 2_000; i++) {
      hub.told(update("b", i));
    }

    Reader again = open("b", "forecasts-0@0");

    assertThat(again.got)
        .containsExactly("following", "missed: what came after forecasts-0@0 is not kept");
  }

  @Test
  void aMomentAfterTheLastOneLeftTheTopicsAreReadNoMore() {
    Reader only = open("a", null);
    only.leave();

    boolean atOnce = hub.isWanted();
    clock.pass(UpdateHub.LINGER);
    boolean later = hub.isWanted();

    assertThat(atOnce).isTrue();
    assertThat(later).isFalse();
  }

  @Test
  void theNextOneHasThemReadAnewAndIsToldOfAGap() {
    Reader only = open("a", null);
    hub.started();
    hub.told(update("a", 0));
    only.leave();
    hub.isWanted();
    clock.pass(UpdateHub.LINGER);
    hub.isWanted();

    Reader next = open("a", "forecasts-0@0");

    assertThat(tails).isEqualTo(2);
    assertThat(next.got)
        .containsExactly("starting", "missed: what came after forecasts-0@0 is not kept");
  }

  @Test
  void aSilentClientGetsASignOfLife() {
    Reader reader = open("a", null);

    clock.pass(Duration.ofSeconds(15));
    hub.isWanted();

    assertThat(reader.got).containsExactly("starting", "alive");
  }

  @Test
  void atTheEndEveryStreamEnds() {
    Reader reader = open("a", null);

    hub.close();

    assertThat(reader.complete).isTrue();
    assertThat(hub.isWanted()).isFalse();
  }

  private Reader open(String series, String lastId) {
    Reader reader = new Reader().greedy();
    hub.open(series::equals, lastId).subscribe(reader);
    reader.ask(1);
    return reader;
  }

  private static Update update(String series, int offset) {
    return new Update(series, new Message("forecasts-0@" + offset, "forecast", "{}", null));
  }
}
