package io.millrace.workbench.release;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Slot;
import io.millrace.workbench.broker.BrokerException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Says on the topic what is to be run, and to the user what was said.
 *
 * @param screen takes lines
 */
record Announcer(ReleaseTopic topic, Consumer<String> screen) {

  void publish(ModelRelease release) {
    Optional<ModelRelease> before =
        topic.entry(release.slot()).flatMap(ReleaseTopic.Entry::release);
    topic.publish(release);
    screen.accept("released " + release.model() + " " + release.version() + as(release.slot()));
    screen.accept("  uri     " + release.uri());
    screen.accept("  sha256  " + release.sha256());
    before.ifPresent(
        earlier -> screen.accept("  before  " + earlier.version() + ", of " + earlier.at()));
  }

  /**
   * @throws BrokerException if nothing is released there
   */
  void withdraw(Slot slot) {
    ReleaseTopic.Entry entry = topic.entry(slot).orElseThrow(() -> nothing(slot));
    topic.withdraw(slot);
    String version = entry.release().map(release -> " " + release.version()).orElse("");
    screen.accept("withdrew " + slot.model() + version + as(slot));
  }

  private BrokerException nothing(Slot slot) {
    List<String> keys = topic.entries().stream().map(ReleaseTopic.Entry::key).toList();
    return new BrokerException(
        "nothing is released as "
            + slot.key()
            + (keys.isEmpty() ? "; nothing is at all" : "; there are " + String.join(", ", keys)));
  }

  private static String as(Slot slot) {
    return ", " + ReleaseTable.role(slot.role());
  }
}
