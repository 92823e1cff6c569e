package io.millrace.forecast.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FeedTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private final Feed feed = new Feed(series -> true, NOON);
  private final Reader reader = new Reader();

  @Test
  void whatWasOfferedBeforeAnybodyReadIsNotLost() {
    offer(0, 2);

    feed.subscribe(reader);
    reader.ask(10);

    assertThat(reader.got).containsExactly("forecasts-0@0", "forecasts-0@1");
    assertThat(reader.complete).isFalse();
  }

  @Test
  void nobodyGetsMoreThanWasAskedFor() {
    feed.subscribe(reader);
    reader.ask(1);

    offer(0, 3);

    assertThat(reader.got).containsExactly("forecasts-0@0");
  }

  @Test
  void aReaderThatAsksWhileItIsToldGetsAllInOrder() {
    feed.subscribe(reader.greedy());
    reader.ask(1);

    offer(0, 100);

    assertThat(reader.got).hasSize(100).startsWith("forecasts-0@0").endsWith("forecasts-0@99");
  }

  @Test
  void whoLagsIsToldSoAndTheStreamEnds() {
    feed.subscribe(reader);
    reader.ask(1);

    offer(0, Feed.BUFFER + 2);
    reader.ask(10);

    assertThat(reader.got)
        .containsExactly("forecasts-0@0", "dropped: more than 256 updates were waiting");
    assertThat(reader.complete).isTrue();
    assertThat(feed.isClosed()).isTrue();
  }

  @Test
  void aReaderThatLeftIsToldNothing() {
    feed.subscribe(reader);
    reader.ask(10);
    feed.cancel();

    offer(0, 2);

    assertThat(reader.got).isEmpty();
    assertThat(feed.isClosed()).isTrue();
  }

  @Test
  void whatWasOfferedBeforeTheEndIsStillTold() {
    feed.subscribe(reader);
    offer(0, 2);
    feed.end();

    reader.ask(2);

    assertThat(reader.got).containsExactly("forecasts-0@0", "forecasts-0@1");
    assertThat(reader.complete).isTrue();
  }

  @Test
  void aSilentFeedGivesASignOfLifeAndATalkingOneDoesNot() {
    feed.subscribe(reader);
    reader.ask(10);
    offer(0, 1);

    feed.heartbeat(UpdateHub.HEARTBEAT, NOON.plusSeconds(14));
    feed.heartbeat(UpdateHub.HEARTBEAT, NOON.plusSeconds(15));
    feed.heartbeat(UpdateHub.HEARTBEAT, NOON.plusSeconds(16));

    assertThat(reader.got).containsExactly("forecasts-0@0", "alive");
  }

  private void offer(int from, int until) {
    for (int i = from; i < until; i++) {
      feed.offer(new Message("forecasts-0@" + i, "forecast", "{}", null), NOON);
    }
  }
}
