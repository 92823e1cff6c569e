package io.millrace.console.recent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeedTest {

  private final Feed<String> feed = new Feed<>(2, 1);

  FeedTest() {
    feed.add("first");
    feed.add("second");
    feed.add("third");
  }

  @Test
  void whoComesBackGetsWhatCameMeanwhile() {
    assertThat(feed.after(2)).containsExactly(new Feed.Entry<>(3, "third"));
  }

  @Test
  void onlyTheLastAreKept() {
    assertThat(feed.after(0)).extracting(Feed.Entry::item).containsExactly("second", "third");
  }

  @Test
  void aNumberOfAnEarlierConsoleGetsAllThatIsKept() {
    assertThat(feed.after(4_711)).hasSize(2);
  }
}
