package io.millrace.transformers.training;

import io.millrace.transformers.Block;
import io.millrace.transformers.GeluFeedForward;
import io.millrace.transformers.LayerNorm;
import io.millrace.transformers.Linear;
import io.millrace.transformers.Losses;
import io.millrace.transformers.Mask;
import io.millrace.transformers.NormPlace;
import io.millrace.transformers.Scope;
import io.millrace.transformers.SoftmaxAttention;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Trains a small transformer in a process of its own and prints a line a step, then the weights'
 * hash. It saves after each step, so that a kill often comes amid a saving.
 */
public final class TrainingChild {

  static final String STEP = "step ";
  static final String WEIGHTS = "weights ";

  private static final int LENGTH = 8;

  private TrainingChild() {}

  /**
   * @param arguments the checkpoint's file
   */
  public static void main(String[] arguments) throws NoSuchAlgorithmException {
    TrainingPlan plan =
        new TrainingPlan(6, 16, new Schedule.Cosine(5e-3f, 0.1f), AdamW.standard(), 1, 6, 7);
    Trained trained =
        new Trainer(plan, new Printed(), System::nanoTime)
            .train(
                new NextValue(),
                new Waves(640, 1),
                new Waves(64, 2),
                new Checkpointing(Path.of(arguments[0]), Duration.ZERO));
    say(WEIGHTS + sha256(trained.weights()));
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static String sha256(Map<String, float[]> weights) throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (float[] values : new TreeMap<>(weights).values()) {
      ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
      bytes.asFloatBuffer().put(values);
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private record Printed() implements TrainingListener {
    @Override
    public void stepped(int epoch, long step, long stepsPerEpoch, float loss) {
      say(STEP + step + " of epoch " + epoch + ", loss " + loss);
    }
  }

  /** From each value of a wave to the next. */
  private record NextValue() implements Objective {

    private static final Block BLOCK =
        new Block(
            new SoftmaxAttention(2, 0.1f),
            new GeluFeedForward(32, 0.1f, false),
            new LayerNorm(1e-5f),
            NormPlace.BEFORE,
            0.1f);

    @Override
    public List<BatchInput> inputs() {
      return List.of(BatchInput.floats("x", LENGTH, 1), BatchInput.floats("y", LENGTH, 1));
    }

    @Override
    public Operand<TFloat32> loss(Scope at, Inputs inputs) {
      Operand<TFloat32> tokens = new Linear(16).apply(at.child("embed"), inputs.floats("x"));
      Operand<TFloat32> mixed = BLOCK.apply(at.child("block"), tokens, Mask.none());
      Operand<TFloat32> next = new Linear(1).apply(at.child("head"), mixed);
      return Losses.squared(at.tf(), next, inputs.floats("y"));
    }
  }

  /** Sine waves of random phase and period. */
  private record Waves(int count, long seed) implements Examples {

    @Override
    public Batch batch(int[] examples) {
      float[] x = new float[examples.length * LENGTH];
      float[] y = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = wave(examples[i / LENGTH], i % LENGTH);
        y[i] = wave(examples[i / LENGTH], i % LENGTH + 1);
      }
      return new Batch(
          examples.length,
          Map.of(
              "x", Batch.floats(x, examples.length, LENGTH, 1),
              "y", Batch.floats(y, examples.length, LENGTH, 1)));
    }

    private float wave(int example, int at) {
      SplittableRandom random = new SplittableRandom(seed * 1_000_003 + example);
      return (float) StrictMath.sin(random.nextDouble(6) + at * random.nextDouble(0.2, 2));
    }
  }
}
