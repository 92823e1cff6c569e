package io.millrace.inference.releases;

import io.millrace.events.ModelRelease;
import io.millrace.events.ModelRelease.Role;
import io.millrace.events.ModelRelease.Slot;
import io.millrace.inference.models.Candidate;
import io.millrace.inference.models.ModelShelf;
import io.millrace.inference.models.ServedModel;
import io.millrace.serving.BundleFetcher;
import io.millrace.serving.ModelBundle;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Follows releases of the models that are routed to; of others it says that nobody uses them. */
public record ReleaseDesk(ModelShelf shelf, BundleFetcher fetcher, Shadows shadows, Logger log)
    implements Releases {

  @Override
  public void release(ModelRelease release) {
    Optional<ServedModel<?, ?>> model = shelf.find(release.model());
    if (model.isEmpty()) {
      log.infof("Release of %s %s: no route uses it", release.model(), release.version());
      return;
    }
    Candidate candidate = Candidate.of(release);
    if (!model.get().isIn(candidate)
        && model.get().bringIn(candidate, () -> fetch(candidate))
        && release.role() == Role.SHADOW) {
      shadows.begin(release);
    }
  }

  private ModelBundle fetch(Candidate candidate) {
    return fetcher.fetch(
        candidate.model(), candidate.version(), candidate.uri(), candidate.sha256());
  }

  @Override
  public void withdraw(Slot slot) {
    if (slot.role() == Role.SHADOW) {
      shadows.end(slot.model());
    } else if (shelf.find(slot.model()).isPresent() && !shelf.returnToDirectories(slot.model())) {
      log.warnf(
          "The release of %s is withdrawn, and no other version can serve: it stays", slot.model());
    }
  }
}
