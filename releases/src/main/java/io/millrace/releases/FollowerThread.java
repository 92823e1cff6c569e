package io.millrace.releases;

import io.millrace.events.Topics;
import io.millrace.releases.topics.Progress;
import io.millrace.releases.topics.TopicFollower;
import java.time.Duration;
import java.util.Optional;

/** A follower of releases on a thread of its own. */
public final class FollowerThread {

  private final TopicFollower follower;
  private final Thread thread;

  public FollowerThread(TopicFollower follower) {
    this.follower = follower;
    this.thread = new Thread(follower, Topics.MODEL_RELEASES);
  }

  public void start() {
    thread.start();
  }

  public Progress progress() {
    return follower.progress();
  }

  /** The error after which releases are followed no more; empty if there was none. */
  public Optional<String> death() {
    return follower.death();
  }

  /**
   * @param longest for the model that is being loaded
   * @return whether it has ended within the time
   */
  public boolean stop(Duration longest) throws InterruptedException {
    follower.stop();
    thread.join(longest.toMillis());
    return !thread.isAlive();
  }
}
