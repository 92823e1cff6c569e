package io.millrace.releases;

import io.millrace.events.ModelRelease.Role;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.Servable;
import io.millrace.serving.ShapeTime;
import io.millrace.serving.Task;
import io.millrace.serving.life.Lease;
import io.millrace.serving.life.LoadedModel;
import io.millrace.serving.life.ModelSlot;
import io.millrace.serving.life.ModelState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A model by its name: the version that serves, its shadow, and those before. One thread at a time
 * brings versions in; leases and looks are for any.
 *
 * @param <M> what its versions are loaded as
 */
public final class ServedModel<M extends Servable> implements AutoCloseable {

  /** Lives that are remembered. */
  private static final int LIVES = 50;

  private static final List<ShapeTime> NO_TIMES = List.of();

  private final String name;
  private final Loader<M> loader;
  private final Workshop workshop;
  private final boolean mayBeForeign;
  private final ModelSlot<M> serving;
  private final ModelSlot<M> shadow;
  private final Deque<ModelLife> lives = new ArrayDeque<>();

  /**
   * @param mayBeForeign whether the first bundle of this name may be for another task, and so
   *     another service's: it is passed over
   */
  ServedModel(String name, Loader<M> loader, Workshop workshop, boolean mayBeForeign) {
    this.name = name;
    this.loader = loader;
    this.workshop = workshop;
    this.mayBeForeign = mayBeForeign;
    this.serving = new ModelSlot<>(workshop.clock());
    this.shadow = new ModelSlot<>(workshop.clock());
  }

  public String name() {
    return name;
  }

  /**
   * @throws ModelMissingException if no version is in service
   */
  public Lease<M> lease(Role role) {
    return leased(role).orElseThrow(() -> new ModelMissingException(name));
  }

  /** Empty if no version is in service. */
  Optional<Lease<M>> leased(Role role) {
    return slot(role).lease();
  }

  public boolean has(Role role) {
    return slot(role).serving().isPresent();
  }

  private ModelSlot<M> slot(Role role) {
    return role == Role.SHADOW ? shadow : serving;
  }

  /** Oldest first. */
  public List<ModelLife> lives() {
    synchronized (lives) {
      return List.copyOf(lives);
    }
  }

  /** Whether this very candidate is in service in its role. */
  public boolean isIn(Candidate candidate) {
    return lives().stream()
        .anyMatch(life -> life.is(candidate) && life.state() instanceof ModelState.Serving);
  }

  /** As {@link #bringIn(Candidate, Entry, Supplier)}, for a new version. */
  public boolean bringIn(Candidate candidate, Supplier<ModelBundle> fetched) {
    return bringIn(candidate, Entry.asNew(), fetched);
  }

  /**
   * Fetches, loads, tries and puts a version into service. Any failure on the way refuses it, an
   * {@link Error} too: native code runs out of memory, or a library does not link, for one model.
   *
   * @param fetched gives its bundle; what it throws refuses the version
   * @return whether it is in service now; if not, what served before still does
   */
  public boolean bringIn(Candidate candidate, Entry entry, Supplier<ModelBundle> fetched) {
    ModelLife life = new ModelLife(candidate);
    remember(life, candidate);
    try {
      enter(life, entry, fetched);
    } catch (ForeignModelException e) {
      forgetAll();
      return false;
    } catch (RuntimeException | Error e) {
      life.refused(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
      workshop.refused(life, e);
      return false;
    }
    workshop.served(life);
    return true;
  }

  /** Of equal candidates that were refused, the last is enough. */
  private void remember(ModelLife life, Candidate candidate) {
    synchronized (lives) {
      lives.removeIf(earlier -> earlier.is(candidate) && earlier.isRefused());
      lives.addLast(life);
      if (lives.size() > LIVES) {
        lives.stream().filter(ModelLife::isOver).findFirst().ifPresent(lives::remove);
      }
    }
  }

  private void forgetAll() {
    synchronized (lives) {
      lives.clear();
    }
  }

  private void enter(ModelLife life, Entry entry, Supplier<ModelBundle> fetched) {
    ModelBundle bundle = fetched.get();
    if (isForeign(bundle)) {
      throw new ForeignModelException(bundle);
    }
    life.read(bundle);
    requireSameTask(bundle);
    LoadedModel<M> warm = load(bundle, life.role(), entry);
    life.warmed(warm);
    slot(life.role()).swap(warm);
  }

  /** Whoever reads a model's answers relies on what they are. */
  private void requireSameTask(ModelBundle bundle) {
    Task task = bundle.manifest().task();
    inService(Role.SERVING)
        .flatMap(ModelLife::manifest)
        .filter(serving -> serving.task() != task)
        .ifPresent(
            serving -> {
              throw new IllegalArgumentException(
                  "model %s is for %s, and %s %s, which serves, for %s: it needs another name"
                      .formatted(bundle, task, name, serving.version(), serving.task()));
            });
  }

  private boolean isForeign(ModelBundle bundle) {
    return mayBeForeign
        && !loader.tasks().contains(bundle.manifest().task())
        && lives().stream().allMatch(life -> life.manifest().isEmpty());
  }

  private LoadedModel<M> load(ModelBundle bundle, Role role, Entry entry) {
    workshop.memory().require(bundle.nativeBytes());
    M model = loader.load(bundle);
    try {
      List<ShapeTime> times = tried(model, role, entry);
      entry.beforeSwap().run();
      return new LoadedModel<>(model, new ModelState.Loading().warmed(times), workshop.closer());
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  /** Only what takes over must keep the pace. */
  private List<ShapeTime> tried(M model, Role role, Entry entry) {
    Optional<Lease<M>> now =
        role == Role.SERVING && entry.raced() ? leased(Role.SERVING) : Optional.empty();
    if (now.isPresent()) {
      try (Lease<M> lease = now.get()) {
        return workshop.trial().pass(model, Optional.of(lease.model()));
      }
    }
    return begins(role, entry)
        ? workshop.trial().passToBegin(model)
        : workshop.trial().pass(model, Optional.empty());
  }

  /** A start waits for every shape that is run, and what is not new has been run on all of them. */
  private boolean begins(Role role, Entry entry) {
    return role == Role.SERVING && !entry.raced() && serving.serving().isEmpty();
  }

  /** Of the shape that takes longest for a row. */
  private static Duration perRow(List<ShapeTime> times) {
    return times.stream()
        .filter(each -> each.rows() > 1)
        .map(each -> each.time().dividedBy(each.rows()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** Of the version in a role; zero if there is none. */
  public Duration expectedPerRecord(Role role) {
    return slot(role)
        .serving()
        .map(LoadedModel::state)
        .map(state -> state instanceof ModelState.Serving serves ? serves.times() : NO_TIMES)
        .map(ServedModel::perRow)
        .orElse(Duration.ZERO);
  }

  /** What is in a role drains, and no other version takes over. */
  public void end(Role role) {
    Optional<ModelLife> ended = inService(role);
    slot(role).close();
    ended.ifPresent(workshop::ended);
  }

  /** What is in a role now. */
  public Optional<ModelLife> inService(Role role) {
    return lives().stream()
        .filter(life -> life.role() == role)
        .filter(life -> life.state() instanceof ModelState.Serving)
        .findFirst();
  }

  @Override
  public void close() {
    shadow.close();
    serving.close();
  }
}
