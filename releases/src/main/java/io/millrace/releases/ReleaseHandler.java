package io.millrace.releases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.events.EventRecords;
import io.millrace.events.InvalidEventException;
import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Slot;
import io.millrace.releases.topics.TopicFollower;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Has the last release of each slot followed, and a tombstone withdraw it.
 *
 * <p>Models are loaded on the follower's thread, off the path of records.
 */
public final class ReleaseHandler implements TopicFollower.Handler {

  private final Releases releases;
  private boolean caughtUp;

  public ReleaseHandler(Releases releases) {
    this.releases = releases;
  }

  @Override
  public void follow(ConsumerRecord<byte[], byte[]> record) {
    Slot slot = slot(record);
    if (record.value() == null) {
      releases.withdraw(slot);
      return;
    }
    ModelRelease release = EventRecords.read(ModelRelease.class, record.value(), record.headers());
    if (!release.slot().equals(slot)) {
      throw new InvalidEventException(
          "key", "must be " + release.slot().key() + ", is " + slot.key());
    }
    if (caughtUp) {
      releases.release(release);
    } else {
      releases.resume(release);
    }
  }

  private static Slot slot(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      throw new InvalidEventException("key", "is missing");
    }
    return Slot.ofKey(new String(record.key(), UTF_8));
  }

  @Override
  public void caughtUp() {
    caughtUp = true;
  }

  @Override
  public void polled() {
    releases.tryAgain();
  }
}
