package io.millrace.releases;

import io.millrace.events.ModelRelease.Role;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Servable;
import io.millrace.serving.life.LoadedModel;
import io.millrace.serving.life.ModelState;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt to bring a version of a model into service, as others may look at it. */
public final class ModelLife {

  private final Candidate candidate;
  private volatile Supplier<ModelState> state = ModelState.Loading::new;
  private volatile @Nullable ModelManifest manifest;
  private volatile long nativeBytes;

  ModelLife(Candidate candidate) {
    this.candidate = candidate;
  }

  public String model() {
    return candidate.model();
  }

  public String version() {
    return candidate.version();
  }

  public Role role() {
    return candidate.role();
  }

  public String uri() {
    return candidate.uri();
  }

  /** Whether it was released; if not, it lies in the directories. */
  public boolean isReleased() {
    return !candidate.sha256().isEmpty();
  }

  public ModelState state() {
    return state.get();
  }

  /** Empty if its bundle could not be read. */
  public Optional<ModelManifest> manifest() {
    return Optional.ofNullable(manifest);
  }

  /** Of its weights while it is loaded, else 0. */
  public long nativeBytes() {
    return isOver() ? 0 : nativeBytes;
  }

  boolean isOver() {
    return state() instanceof ModelState.Closed || isRefused();
  }

  boolean isRefused() {
    return state() instanceof ModelState.Refused;
  }

  boolean is(Candidate other) {
    return candidate.equals(other);
  }

  void read(ModelBundle bundle) {
    manifest = bundle.manifest();
  }

  void warmed(LoadedModel<? extends Servable> model) {
    nativeBytes = model.model().nativeBytes();
    state = model::state;
  }

  void refused(String reason) {
    ModelState.Refused refused = new ModelState.Loading().refused(reason);
    state = () -> refused;
  }
}
