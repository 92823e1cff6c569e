package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.tensorflow.ndarray.index.Indices.all;
import static org.tensorflow.ndarray.index.Indices.slice;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Each op that training differentiates, against central differences of the same graph. */
class GradientTest {

  private static final float STEP = 1e-2f;
  private static final Shape SHAPE = Shape.of(2, 3, 4);

  /** An op under test: {@code [2, 3, 4]} to any shape. */
  interface Op extends BiFunction<Ops, Operand<TFloat32>, Operand<TFloat32>> {}

  static Stream<String> ops() {
    return OPS.keySet().stream();
  }

  private static final float[][][][] KERNEL = kernel(2, 4, 3);
  private static final float[][][] SIGNAL = kernel(2, 7, 4)[0];

  private static final Map<String, Op> OPS = new TreeMap<>();

  static {
    OPS.put("Add", (tf, x) -> tf.math.add(x, tf.constant(2f)));
    OPS.put("Sub", (tf, x) -> tf.math.sub(tf.constant(2f), x));
    OPS.put("Mul", (tf, x) -> tf.math.mul(x, x));
    OPS.put("Div", (tf, x) -> tf.math.div(x, tf.math.add(x, tf.constant(3f))));
    OPS.put("Square", (tf, x) -> tf.math.square(x));
    OPS.put("Abs", (tf, x) -> tf.math.abs(tf.math.add(x, tf.constant(2f))));
    OPS.put("Sqrt", (tf, x) -> tf.math.sqrt(tf.math.add(x, tf.constant(2f))));
    OPS.put("Rsqrt", (tf, x) -> tf.math.rsqrt(tf.math.add(x, tf.constant(2f))));
    OPS.put("Erf", (tf, x) -> tf.math.erf(x));
    OPS.put("Tanh", (tf, x) -> tf.math.tanh(x));
    OPS.put("Softplus", (tf, x) -> tf.math.softplus(x));
    OPS.put("Log", (tf, x) -> tf.math.log(tf.math.add(x, tf.constant(2f))));
    OPS.put(
        "Maximum", (tf, x) -> tf.math.maximum(tf.math.add(x, tf.constant(1f)), tf.math.square(x)));
    OPS.put("Mean", (tf, x) -> tf.math.mean(x, tf.constant(-1), Mean.keepDims(true)));
    OPS.put("Sum", (tf, x) -> tf.sum(tf.math.square(x), tf.constant(1)));
    OPS.put("Softmax", (tf, x) -> tf.nn.softmax(x));
    OPS.put("Reshape", (tf, x) -> tf.reshape(tf.math.square(x), tf.constant(new int[] {-1, 4})));
    OPS.put("Transpose", (tf, x) -> tf.linalg.transpose(x, tf.constant(new int[] {2, 0, 1})));
    OPS.put("ExpandDims", (tf, x) -> tf.expandDims(x, tf.constant(1)));
    OPS.put("Concat", (tf, x) -> tf.concat(List.of(x, tf.math.square(x)), tf.constant(-1)));
    OPS.put("Stack", (tf, x) -> tf.stack(List.of(x, tf.math.square(x))));
    OPS.put(
        "Slice",
        (tf, x) ->
            tf.slice(x, tf.constant(new int[] {0, 1, 0}), tf.constant(new int[] {-1, -1, 2})));
    OPS.put("Cumsum", (tf, x) -> tf.math.cumsum(x, tf.constant(-1)));
    OPS.put("CumsumReverse", (tf, x) -> tf.math.cumsum(x, tf.constant(-1), Cumsum.reverse(true)));
    OPS.put("Gather", (tf, x) -> tf.gather(x, tf.constant(new int[] {2, 0, 0}), tf.constant(1)));
    OPS.put(
        "GatherOfRows",
        (tf, x) ->
            tf.gather(flat(tf, x), tf.constant(new int[][] {{2, 0}, {0, 5}}), tf.constant(0)));
    OPS.put(
        "MatMul",
        (tf, x) -> tf.linalg.matMul(flat(tf, x), tf.linalg.transpose(flat(tf, x), swap(tf))));
    OPS.put("BiasAdd", (tf, x) -> tf.nn.biasAdd(x, tf.constant(new float[] {1, 2, 3, 4})));
    OPS.put(
        "BatchMatMul",
        (tf, x) -> tf.train.batchMatMul(x, x, TFloat32.class, BatchMatMul.adjY(true)));
    OPS.put("Neg", (tf, x) -> tf.math.neg(tf.math.square(x)));
    OPS.put("Exp", (tf, x) -> tf.math.exp(x));
    OPS.put("Sigmoid", (tf, x) -> tf.math.sigmoid(x));
    OPS.put("ClipByValue", (tf, x) -> tf.clipByValue(x, tf.constant(-0.2f), tf.constant(0.3f)));
    OPS.put(
        "Relu", (tf, x) -> tf.nn.relu(tf.math.sub(x, tf.constant(0.3f)))); // no draw near the kink
    OPS.put("AddN", (tf, x) -> tf.math.addN(List.of(x, tf.math.square(x), x)));
    OPS.put("StridedSlice", (tf, x) -> tf.stridedSlice(tf.math.square(x), all(), slice(1, 3)));
    OPS.put("SumKeepDims", (tf, x) -> tf.math.mul(x, total(tf, x)));
    OPS.put("MulBroadcast", GradientTest::outerProduct);
    OPS.put("SubBroadcast", (tf, x) -> tf.math.sub(front(tf, x), tf.math.square(x)));
    OPS.put("DivBroadcast", (tf, x) -> tf.math.div(x, tf.math.add(front(tf, x), tf.constant(2f))));
    OPS.put("BatchMatMulBroadcast", GradientTest::oneMatrixForAllExamples);
    OPS.put("TransposeOfRank5", (tf, x) -> swapped(tf, tf.reshape(x, shape(tf, 1, 2, 3, 2, 2))));
    OPS.put("Squeeze", (tf, x) -> tf.squeeze(tf.expandDims(tf.math.square(x), tf.constant(1))));
    OPS.put("Pad", (tf, x) -> tf.pad(x, paddings(tf), tf.constant(0f)));
    OPS.put("AvgPool", GradientTest::averages);
    OPS.put("CumsumExclusive", GradientTest::sumsBefore);
    OPS.put("Conv2dOfTheInput", (tf, x) -> convolved(tf, tf.math.square(x), tf.constant(KERNEL)));
    OPS.put(
        "Conv2dOfTheKernel",
        (tf, x) -> convolved(tf, tf.constant(SIGNAL), tf.reshape(x, shape(tf, 1, 3, 4, 2))));
    OPS.put(
        "GatherOfTheLastAxis",
        (tf, x) -> tf.gather(x, tf.constant(new int[] {3, 0, 0}), tf.constant(2)));
    OPS.put("Unstack", (tf, x) -> unstacked(tf, tf.math.square(x)));
    OPS.put("Reverse", (tf, x) -> tf.reverse(tf.math.square(x), tf.constant(new int[] {1})));
    OPS.put("CumsumOfTheFirstAxis", (tf, x) -> tf.math.cumsum(tf.math.square(x), tf.constant(0)));
    OPS.put("MulOfAnAxisLess", (tf, x) -> tf.math.mul(x, tf.squeeze(front(tf, x))));
    OPS.put("AddOfARow", (tf, x) -> tf.math.add(x, tf.squeeze(row(tf, tf.math.square(x)))));
    OPS.put("Elu", (tf, x) -> tf.nn.elu(x));
    OPS.put("MaxPool", GradientTest::largestOfThree);
    OPS.put("MaxPoolBySteps", GradientTest::largestAtEverySecond);
    OPS.put(
        "ScatterNd",
        (tf, x) -> tf.scatterNd(rows(tf), flat(tf, tf.math.square(x)), shape(tf, 9, 4)));
    OPS.put(
        "GatherOfRowsByThreeAxes",
        (tf, x) ->
            tf.gather(flat(tf, x), tf.constant(new int[][][] {{{2, 0}, {5, 1}}}), tf.constant(0)));
    OPS.put("BatchMatMulOfATransposedConstant", GradientTest::adjointOfOneMatrixForAll);
    OPS.put("AvgPoolOfWholeWindows", GradientTest::averagesOfWholeWindows);
    OPS.put(
        "StridedSliceOfTheMiddle",
        (tf, x) -> tf.stridedSlice(tf.math.square(x), all(), slice(1, 2), all()));
    OPS.put("CumsumOfTheMiddle", (tf, x) -> tf.math.cumsum(x, tf.constant(1)));
    OPS.put("SoftmaxCrossEntropy", GradientTest::crossEntropy);
  }

  @ParameterizedTest
  @MethodSource("ops")
  void theGradientIsTheSlope(String name) {
    SplittableRandom random = new SplittableRandom(11);
    float[] x = Samples.uniform(random, 24);
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> input = harness.input(SHAPE, x);
      Operand<TFloat32> loss = weighted(harness.tf, OPS.get(name).apply(harness.tf, input));

      float[] gradient = harness.gradients(loss, List.of(input)).get(0);

      for (int i = 0; i < x.length; i++) {
        assertThat(gradient[i])
            .as("%s at %d", name, i)
            .isCloseTo(slope(harness, loss, x, i), offset(2e-3f));
      }
    }
  }

  private static float slope(GraphHarness harness, Operand<TFloat32> loss, float[] x, int at) {
    return (value(harness, loss, x, at, STEP) - value(harness, loss, x, at, -STEP)) / (2 * STEP);
  }

  private static float value(
      GraphHarness harness, Operand<TFloat32> loss, float[] x, int at, float step) {
    float[] moved = x.clone();
    moved[at] += step;
    harness.refeed(moved);
    return harness.run(loss)[0];
  }

  /** A sum in which every output counts differently, so that no error can cancel. */
  private static Operand<TFloat32> weighted(Ops tf, Operand<TFloat32> y) {
    Operand<TFloat32> flat = tf.reshape(y, tf.constant(new int[] {-1}));
    Operand<TFloat32> index =
        tf.range(tf.constant(0f), tf.dtypes.cast(tf.size(flat), TFloat32.class), tf.constant(1f));
    return tf.sum(tf.math.mul(flat, tf.stopGradient(tf.math.cos(index))), tf.constant(0));
  }

  /** Over time with a stride of 2, as the window classifier has it. */
  private static Operand<TFloat32> convolved(
      Ops tf, Operand<TFloat32> x, Operand<TFloat32> kernel) {
    List<Long> strides = List.of(1L, 1L, 2L, 1L);
    return tf.nn.conv2d(tf.expandDims(x, tf.constant(1)), kernel, strides, "VALID");
  }

  /** Numbers that differ. */
  private static float[][][][] kernel(int length, int inputs, int outputs) {
    float[][][][] kernel = new float[1][length][inputs][outputs];
    for (int i = 0; i < length * inputs * outputs; i++) {
      kernel[0][i / outputs / inputs][i / outputs % inputs][i % outputs] = (float) Math.sin(i);
    }
    return kernel;
  }

  private static Operand<TFloat32> crossEntropy(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> labels = tf.constant(new float[] {0.2f, 0.3f, 0, 0.5f});
    return tf.nn
        .softmaxCrossEntropyWithLogits(
            flat(tf, x), tf.broadcastTo(labels, tf.constant(new int[] {6, 4})))
        .loss();
  }

  private static Operand<TFloat32> outerProduct(Ops tf, Operand<TFloat32> x) {
    return tf.math.mul(tf.expandDims(x, tf.constant(2)), tf.expandDims(x, tf.constant(3)));
  }

  private static Operand<TFloat32> oneMatrixForAllExamples(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> matrix = tf.linalg.transpose(front(tf, x), tf.constant(new int[] {0, 2, 1}));
    return tf.train.batchMatMul(matrix, x, TFloat32.class);
  }

  /** The first example alone: {@code [1, 3, 4]}. */
  private static Operand<TFloat32> front(Ops tf, Operand<TFloat32> x) {
    return tf.slice(x, shape(tf, 0, 0, 0), shape(tf, 1, 3, 4));
  }

  /** Each part counted otherwise, so that none can stand for another. */
  private static Operand<TFloat32> unstacked(Ops tf, Operand<TFloat32> x) {
    List<Output<TFloat32>> parts = tf.unstack(x, 3L, Unstack.axis(1L)).output();
    return tf.stack(List.of(tf.math.mul(parts.get(0), parts.get(2)), tf.math.neg(parts.get(1))));
  }

  /** {@code [1, 1, 4]}. */
  private static Operand<TFloat32> row(Ops tf, Operand<TFloat32> x) {
    return tf.slice(x, shape(tf, 0, 0, 0), shape(tf, 1, 1, 4));
  }

  private static Operand<TFloat32> swapped(Ops tf, Operand<TFloat32> x) {
    return tf.linalg.transpose(x, tf.constant(new int[] {0, 3, 1, 2, 4}));
  }

  private static Operand<TInt32> paddings(Ops tf) {
    return tf.constant(new int[][] {{0, 0}, {0, 2}, {0, 0}});
  }

  private static Operand<TFloat32> averages(Ops tf, Operand<TFloat32> x) {
    List<Long> one = List.of(1L, 1L, 1L, 1L);
    return tf.nn.avgPool(tf.expandDims(x, tf.constant(2)), List.of(1L, 3L, 1L, 1L), one, "SAME");
  }

  private static Operand<TFloat32> largestOfThree(Ops tf, Operand<TFloat32> x) {
    return largest(tf, x, 1);
  }

  private static Operand<TFloat32> largestAtEverySecond(Ops tf, Operand<TFloat32> x) {
    return largest(tf, x, 2);
  }

  private static Operand<TFloat32> largest(Ops tf, Operand<TFloat32> x, int step) {
    Operand<TFloat32> picture = tf.expandDims(x, tf.constant(2));
    return tf.nn.maxPool(picture, shape(tf, 1, 3, 1, 1), shape(tf, 1, step, 1, 1), "SAME");
  }

  /** Where each of six rows goes among nine. */
  private static Operand<TInt32> rows(Ops tf) {
    return tf.constant(new int[][] {{7}, {0}, {3}, {8}, {1}, {4}});
  }

  private static Operand<TFloat32> averagesOfWholeWindows(Ops tf, Operand<TFloat32> x) {
    List<Long> one = List.of(1L, 1L, 1L, 1L);
    return tf.nn.avgPool(tf.expandDims(x, tf.constant(2)), List.of(1L, 3L, 1L, 1L), one, "VALID");
  }

  /** As the inverse Fourier transform has it. */
  private static Operand<TFloat32> adjointOfOneMatrixForAll(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> matrix =
        tf.constant(new float[][][] {{{1, 2, -1, 0.5f}, {-2, 0, 3, 1}, {0.5f, 1, 1, 2}}});
    return tf.train.batchMatMul(matrix, x, TFloat32.class, BatchMatMul.adjX(true));
  }

  private static Operand<TFloat32> total(Ops tf, Operand<TFloat32> x) {
    return tf.reduceSum(x, tf.constant(1), ReduceSum.keepDims(true));
  }

  private static Operand<TFloat32> sumsBefore(Ops tf, Operand<TFloat32> x) {
    return tf.math.cumsum(x, tf.constant(-1), Cumsum.exclusive(true), Cumsum.reverse(true));
  }

  private static Operand<TInt32> shape(Ops tf, int... sizes) {
    return tf.constant(sizes);
  }

  private static Operand<TFloat32> flat(Ops tf, Operand<TFloat32> x) {
    return tf.reshape(x, tf.constant(new int[] {6, 4}));
  }

  private static Operand<TInt32> swap(Ops tf) {
    return tf.constant(new int[] {1, 0});
  }
}
