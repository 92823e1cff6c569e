package io.millrace.releases;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.EventJson;
import io.millrace.events.InvalidEventException;
import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.ModelRelease.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ReleaseHandlerTest {

  private final List<String> done = new ArrayList<>();
  private final ReleaseHandler handler =
      new ReleaseHandler(
          new Releases() {
            @Override
            public void release(ModelRelease release) {
              done.add(release.slot().key() + " " + release.version());
            }

            @Override
            public void resume(ModelRelease release) {
              done.add(release.slot().key() + " " + release.version() + " again");
            }

            @Override
            public void withdraw(Slot slot) {
              done.add(slot.key() + " withdrawn");
            }

            @Override
            public void tryAgain() {
              done.add("tried again");
            }
          });

  @Test
  void whatWasThereBeforeIsResumedAndWhatComesLaterIsReleased() {
    handler.follow(record(release("triage", "1", Role.SERVING)));
    handler.caughtUp();

    handler.follow(record(release("triage", "2", Role.SHADOW)));

    assertThat(done).containsExactly("triage 1 again", "triage/shadow 2");
  }

  @Test
  void aTombstoneWithdrawsWhatIsInTheSlot() {
    handler.follow(record("triage/shadow", null));

    assertThat(done).containsExactly("triage/shadow withdrawn");
  }

  @Test
  void whatCouldNotBeDoneIsTriedAgainAfterAPoll() {
    handler.polled();

    assertThat(done).containsExactly("tried again");
  }

  @Test
  void aReleaseWithoutAllItsFieldsIsRefused() {
    assertRefused(record("triage", "{\"model\":\"triage\"}".getBytes(UTF_8)), "version");
  }

  @Test
  void aReleaseUnderTheKeyOfAnotherSlotIsRefused() {
    assertRefused(
        record("tone", EventJson.write(release("other", "1", Role.SERVING))),
        "key: must be other, is tone");
  }

  @Test
  void aReleaseWithoutAKeyIsRefused() {
    assertRefused(
        record(null, EventJson.write(release("triage", "1", Role.SERVING))), "key: is missing");
  }

  private void assertRefused(ConsumerRecord<byte[], byte[]> record, String why) {
    assertThatThrownBy(() -> handler.follow(record))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith(why);
    assertThat(done).isEmpty();
  }

  private static ModelRelease release(String model, String version, Role role) {
    return new ModelRelease(model, version, "file:/bundles", "0".repeat(64), Instant.EPOCH, role);
  }

  private static ConsumerRecord<byte[], byte[]> record(ModelRelease release) {
    return record(release.slot().key(), EventJson.write(release));
  }

  private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
    return new ConsumerRecord<>(
        "model-releases", 0, 0, key == null ? null : key.getBytes(UTF_8), value);
  }
}
