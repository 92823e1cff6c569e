package io.millrace.transformers;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Where a network is built: the graph's ops, the path of names, and where weights come from.
 *
 * <p>The same record of hyper-parameters builds a training graph or a serving graph; only the scope
 * it is given differs.
 */
public final class Scope {

  private final Ops tf;
  private final String path;
  private final Weights weights;
  private final @Nullable Noise noise;
  private final AtomicInteger dropouts;
  private final @Nullable BiConsumer<String, Operand<TFloat32>> notes;
  private final @Nullable Lowering lowering;

  private Scope(
      Ops tf,
      String path,
      Weights weights,
      @Nullable Noise noise,
      AtomicInteger dropouts,
      @Nullable BiConsumer<String, Operand<TFloat32>> notes,
      @Nullable Lowering lowering) {
    this.tf = tf;
    this.path = path;
    this.weights = weights;
    this.noise = noise;
    this.dropouts = dropouts;
    this.notes = notes;
    this.lowering = lowering;
  }

  /** A scope whose network is only run: dropout does nothing. */
  public static Scope serving(Ops tf, Weights weights) {
    return new Scope(tf, "", weights, null, new AtomicInteger(), null, null);
  }

  /**
   * A scope whose network is only run, on CPUs, and computes what it can as {@code lowering} does.
   */
  public static Scope lowered(Ops tf, Weights weights, Lowering lowering) {
    return new Scope(tf, "", weights, null, new AtomicInteger(), null, lowering);
  }

  /** A scope whose network learns: dropout draws from {@code noise}. */
  public static Scope training(Ops tf, Weights weights, Noise noise) {
    return new Scope(tf, "", weights, noise, new AtomicInteger(), null, null);
  }

  public Ops tf() {
    return tf;
  }

  /** Names joined by {@code /}; empty at the root. */
  public String path() {
    return path;
  }

  public Scope child(String name) {
    return new Scope(tf.withSubScope(name), join(name), weights, noise, dropouts, notes, lowering);
  }

  /**
   * The same scope, in which {@link #note} also puts what networks note, by path, into {@code
   * into}.
   */
  public Scope noting(Map<String, Operand<TFloat32>> into) {
    BiConsumer<String, Operand<TFloat32>> listener = into::put;
    return new Scope(
        tf,
        path,
        weights,
        noise,
        dropouts,
        notes == null ? listener : notes.andThen(listener),
        lowering);
  }

  /** Whether the network is lowered to fused ops of a CPU. */
  public boolean lowered() {
    return lowering != null;
  }

  /**
   * How a part of the network that notes nothing in its fused form is lowered; null where the graph
   * is the plain one, or where somebody asked for notes.
   */
  @Nullable Lowering lowering() {
    return notes == null ? lowering : null;
  }

  /** Shows an inner value, such as attention weights, to whoever asked for notes. */
  void note(String name, Operand<TFloat32> value) {
    if (notes != null) {
      notes.accept(join(name), value);
    }
  }

  /** The weight {@code name} of this scope; asking twice gives the same one. */
  public Operand<TFloat32> weight(String name, Shape shape, Initial initial) {
    return weights.weight(tf, join(name), shape, initial);
  }

  /**
   * The values of the weight {@code name}, where none learns.
   *
   * @throws IllegalStateException if weights learn
   */
  float[] values(String name, Shape shape) {
    return weights.values(join(name), shape);
  }

  public boolean training() {
    return noise != null;
  }

  /** While training, zeroes each value with probability {@code rate} and scales up the others. */
  public Operand<TFloat32> dropout(Operand<TFloat32> x, float rate) {
    return noise == null || rate == 0 ? x : noise.dropout(tf, x, rate, dropouts.getAndIncrement());
  }

  /** While training, independent draws from [0, 1), other ones at each step and each call. */
  public Operand<TFloat32> uniform(Operand<TInt32> shape) {
    return noise().uniform(tf, shape, dropouts.getAndIncrement());
  }

  /** While training, standard normal draws, other ones at each step and each call. */
  public Operand<TFloat32> normal(Operand<TInt32> shape) {
    return noise().normal(tf, shape, dropouts.getAndIncrement());
  }

  /** While training, one of 0 .. {@code count} − 1, the same for a whole step. */
  Operand<TInt32> draw(int count) {
    return noise().draw(tf, count);
  }

  private Noise noise() {
    if (noise == null) {
      throw new IllegalStateException("only a training scope draws; " + path + " is served");
    }
    return noise;
  }

  private String join(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
