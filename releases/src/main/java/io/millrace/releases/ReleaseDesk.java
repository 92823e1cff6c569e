package io.millrace.releases;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.ModelRelease.Slot;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.store.BundleRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Follows releases of the models that have a place on the shelf. One that cannot be fetched for now
 * is tried again, until another takes its slot. One thread uses it.
 */
public final class ReleaseDesk implements Releases {

  /** Brings a bundle to this machine. */
  public interface Fetch {
    ModelBundle fetch(BundleRelease release) throws IOException;
  }

  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(10);

  private record Unfetched(ModelRelease release, Entry entry, Instant tryAt) {}

  private final ModelShelf shelf;
  private final Fetch fetch;
  private final LoadGuard guard;
  private final Shadows shadows;
  private final Clock clock;
  private final Logger log;
  private final Map<Slot, Unfetched> unfetched = new HashMap<>();

  /**
   * @param guard remembers what ends the process
   */
  public ReleaseDesk(
      ModelShelf shelf, Fetch fetch, LoadGuard guard, Shadows shadows, Clock clock, Logger log) {
    this.shelf = shelf;
    this.fetch = fetch;
    this.guard = guard;
    this.shadows = shadows;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public void release(ModelRelease release) {
    follow(release, Entry.asNew());
  }

  @Override
  public void resume(ModelRelease release) {
    follow(release, Entry.asBefore());
  }

  private void follow(ModelRelease release, Entry entry) {
    unfetched.remove(release.slot());
    List<ServedModel<?>> places = places(release.slot());
    if (places.isEmpty()) {
      log.infof("Release of %s %s: nothing here uses it", release.model(), release.version());
    }
    for (ServedModel<?> model : places) {
      if (!model.isIn(Candidate.of(release))) {
        follow(model, release, entry);
      }
      if (!model.lives().isEmpty()) {
        return; // elsewhere it would be another task's
      }
    }
  }

  /** There is no shadow of what is not known here. */
  private List<ServedModel<?>> places(Slot slot) {
    return slot.role() == Role.SHADOW
        ? shelf.find(slot.model()).stream().<ServedModel<?>>map(model -> model).toList()
        : shelf.places(slot.model());
  }

  private void follow(ServedModel<?> model, ModelRelease release, Entry entry) {
    if (release.role() == Role.SHADOW) {
      shadow(model, release, entry);
    } else {
      bringIn(model, release, entry);
    }
  }

  private void shadow(ServedModel<?> model, ModelRelease release, Entry entry) {
    Optional<String> refusal = shadows.refusal(release.model());
    if (refusal.isPresent()) {
      log.errorf("Refused: %s: %s", Candidate.of(release), refusal.get());
    } else if (bringIn(model, release, entry.after(() -> shadows.pause(release.model())))) {
      shadows.begin(release);
    }
  }

  private boolean bringIn(ServedModel<?> model, ModelRelease release, Entry entry) {
    AtomicBoolean begun = new AtomicBoolean();
    try {
      return model.bringIn(
          Candidate.of(release),
          entry,
          () -> {
            ModelBundle bundle = fetched(release, entry);
            guard.begin(release);
            begun.set(true);
            return bundle;
          });
    } finally {
      if (begun.get()) {
        guard.end(release);
      }
    }
  }

  private ModelBundle fetched(ModelRelease release, Entry entry) {
    try {
      return fetch.fetch(
          BundleRelease.of(release.model(), release.version(), release.uri(), release.sha256()));
    } catch (IOException e) {
      Instant tryAt = clock.instant().plus(TRY_AGAIN_AFTER);
      unfetched.put(release.slot(), new Unfetched(release, entry, tryAt));
      throw new UncheckedIOException(e.getMessage() + "; it is tried again", e);
    }
  }

  @Override
  public void tryAgain() {
    Instant now = clock.instant();
    List.copyOf(unfetched.values()).stream()
        .filter(each -> !each.tryAt().isAfter(now))
        .forEach(each -> follow(each.release(), each.entry()));
  }

  @Override
  public void withdraw(Slot slot) {
    unfetched.remove(slot);
    if (slot.role() == Role.SHADOW) {
      shadows.end(slot.model());
    } else if (shelf.find(slot.model()).isPresent() && !shelf.returnToDirectories(slot.model())) {
      log.warnf(
          "The release of %s is withdrawn, and no other version can serve: it stays", slot.model());
    }
  }
}
