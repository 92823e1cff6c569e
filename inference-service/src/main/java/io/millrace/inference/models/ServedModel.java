package io.millrace.inference.models;

import io.millrace.events.ModelRelease.Role;
import io.millrace.inference.batch.ClassifierScorer;
import io.millrace.inference.batch.EventKind;
import io.millrace.inference.batch.ModelMissingException;
import io.millrace.serving.Classifier;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ShapeTime;
import io.millrace.serving.life.Lease;
import io.millrace.serving.life.LoadedModel;
import io.millrace.serving.life.ModelSlot;
import io.millrace.serving.life.ModelState;
import io.millrace.serving.life.Trial.Opponent;
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
 * @param <E> the event
 * @param <I> the model's input
 */
public final class ServedModel<E, I> implements AutoCloseable {

  /** Lives that are remembered. */
  private static final int LIVES = 50;

  private final String name;
  private final EventKind<E, I> kind;
  private final Workshop workshop;
  private final ModelSlot<ClassifierScorer<E, I>> serving;
  private final ModelSlot<ClassifierScorer<E, I>> shadow;
  private final Deque<ModelLife> lives = new ArrayDeque<>();

  ServedModel(String name, EventKind<E, I> kind, Workshop workshop) {
    this.name = name;
    this.kind = kind;
    this.workshop = workshop;
    this.serving = new ModelSlot<>(workshop.clock());
    this.shadow = new ModelSlot<>(workshop.clock());
  }

  public String name() {
    return name;
  }

  public EventKind<E, I> kind() {
    return kind;
  }

  /**
   * @throws ModelMissingException if no version is in service
   */
  public Lease<ClassifierScorer<E, I>> lease(Role role) {
    return slot(role).lease().orElseThrow(() -> new ModelMissingException(name));
  }

  public boolean has(Role role) {
    return slot(role).serving().isPresent();
  }

  private ModelSlot<ClassifierScorer<E, I>> slot(Role role) {
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

  private void enter(ModelLife life, Entry entry, Supplier<ModelBundle> fetched) {
    ModelBundle bundle = fetched.get();
    life.read(bundle);
    LoadedModel<ClassifierScorer<E, I>> warm = load(bundle, life.role(), entry);
    life.warmed(warm, warm.model().classifier());
    slot(life.role()).swap(warm);
  }

  private LoadedModel<ClassifierScorer<E, I>> load(ModelBundle bundle, Role role, Entry entry) {
    workshop.memory().require(bundle.nativeBytes());
    Classifier<I> classifier = kind.load(bundle, workshop.options());
    try {
      List<ShapeTime> times = tried(classifier, role, entry);
      entry.beforeSwap().run();
      return new LoadedModel<>(
          new ClassifierScorer<>(kind, classifier, perRow(times)),
          new ModelState.Loading().warmed(times),
          workshop.closer());
    } catch (RuntimeException | Error e) {
      classifier.close();
      throw e;
    }
  }

  /** Only what takes over must keep the pace. */
  private List<ShapeTime> tried(Classifier<I> classifier, Role role, Entry entry) {
    Optional<LoadedModel<ClassifierScorer<E, I>>> now =
        role == Role.SERVING && entry.raced() ? serving.serving() : Optional.empty();
    if (now.isPresent() && now.get().state() instanceof ModelState.Serving state) {
      try (Lease<ClassifierScorer<E, I>> lease = lease(Role.SERVING)) {
        Opponent<I> opponent = new Opponent<>(lease.model().classifier(), state.times());
        return workshop.trial().pass(classifier, Optional.of(opponent));
      }
    }
    return workshop.trial().pass(classifier, Optional.empty());
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
    try (Lease<ClassifierScorer<E, I>> lease = lease(role)) {
      return lease.model().expectedPerRecord();
    } catch (ModelMissingException e) {
      return Duration.ZERO;
    }
  }

  /** The shadow drains. */
  public void endShadow() {
    Optional<ModelLife> ended =
        lives().stream()
            .filter(life -> life.role() == Role.SHADOW)
            .filter(life -> life.state() instanceof ModelState.Serving)
            .findFirst();
    shadow.close();
    ended.ifPresent(workshop::ended);
  }

  @Override
  public void close() {
    shadow.close();
    serving.close();
  }
}
