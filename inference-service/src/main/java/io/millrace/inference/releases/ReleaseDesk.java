package io.millrace.inference.releases;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.ModelRelease.Slot;
import io.millrace.inference.models.Candidate;
import io.millrace.inference.models.ModelShelf;
import io.millrace.inference.models.ServedModel;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.store.BundleRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
 * Follows releases of the models that are routed to. One that cannot be fetched for now is tried
 * again, until another takes its slot. One thread uses it.
 */
public final class ReleaseDesk implements Releases {

  /** Brings a bundle to this machine. */
  public interface Fetch {
    ModelBundle fetch(BundleRelease release) throws IOException;
  }

  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(10);

  private record Unfetched(ModelRelease release, Instant tryAt) {}

  private final ModelShelf shelf;
  private final Fetch fetch;
  private final LoadGuard guard;
  private final Shadows shadows;
  private final Clock clock;
  private final Logger log;
  private final Map<Slot, Unfetched> unfetched = new HashMap<>();

  /**
   * @param memory folder in which is remembered what ends the process
   */
  public ReleaseDesk(
      ModelShelf shelf, Fetch fetch, Path memory, Shadows shadows, Clock clock, Logger log) {
    this.shelf = shelf;
    this.fetch = fetch;
    this.guard = new LoadGuard(memory);
    this.shadows = shadows;
    this.clock = clock;
    this.log = log;
  }

  @Override
  public void release(ModelRelease release) {
    unfetched.remove(release.slot());
    Optional<ServedModel<?, ?>> model = shelf.find(release.model());
    if (model.isEmpty()) {
      log.infof("Release of %s %s: no route uses it", release.model(), release.version());
      return;
    }
    Candidate candidate = Candidate.of(release);
    if (!model.get().isIn(candidate)
        && bringIn(model.get(), candidate, release)
        && release.role() == Role.SHADOW) {
      shadows.begin(release);
    }
  }

  private boolean bringIn(ServedModel<?, ?> model, Candidate candidate, ModelRelease release) {
    AtomicBoolean begun = new AtomicBoolean();
    boolean in =
        model.bringIn(
            candidate,
            () -> {
              ModelBundle bundle = fetched(release);
              guard.begin(release);
              begun.set(true);
              return bundle;
            });
    if (begun.get()) {
      guard.end(release);
    }
    return in;
  }

  private ModelBundle fetched(ModelRelease release) {
    try {
      return fetch.fetch(
          BundleRelease.of(release.model(), release.version(), release.uri(), release.sha256()));
    } catch (IOException e) {
      unfetched.put(release.slot(), new Unfetched(release, clock.instant().plus(TRY_AGAIN_AFTER)));
      throw new UncheckedIOException(e.getMessage() + "; it is tried again", e);
    }
  }

  @Override
  public void tryAgain() {
    Instant now = clock.instant();
    List.copyOf(unfetched.values()).stream()
        .filter(each -> !each.tryAt().isAfter(now))
        .forEach(each -> release(each.release()));
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
