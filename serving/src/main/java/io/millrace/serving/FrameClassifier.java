package io.millrace.serving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A classifier of sensor frames. Frames of one length share sub-batches of up to 32. */
public final class FrameClassifier implements Classifier<double[][]> {

  /** Those that a network for frames of any length is warmed on. */
  private static final List<Integer> SOME_LENGTHS = List.of(16, 64, 256);

  private final FrameNetwork network;
  private final Answers<FrameKey> answers;

  private FrameClassifier(FrameNetwork network, ServingOptions options) {
    this.network = network;
    this.answers = new Answers<>(new AnswerCache<>(options.cacheBytes()), this::compute);
  }

  /** As {@link #load(ModelBundle, ServingOptions)}, with the default options. */
  public static FrameClassifier load(ModelBundle bundle) {
    return load(bundle, ServingOptions.defaults());
  }

  /**
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  public static FrameClassifier load(ModelBundle bundle, ServingOptions options) {
    Tasks.require(bundle, Task.FRAME_CLASSIFICATION);
    return new FrameClassifier(
        new FrameNetwork(SavedNetwork.load(bundle, options.embeddings())), options);
  }

  @Override
  public ModelBundle bundle() {
    return network.bundle();
  }

  /**
   * {@inheritDoc}
   *
   * @param frames each {@code [channel][time]} in raw units, channels in the manifest's order,
   *     finite as 32-bit floats
   * @throws IllegalArgumentException naming the frame whose channels, length or values are wrong
   */
  @Override
  public Classified classify(List<double[][]> frames) {
    FrameCheck check = new FrameCheck(manifest());
    List<FrameKey> keys = new ArrayList<>(frames.size());
    for (int i = 0; i < frames.size(); i++) {
      keys.add(check.checked("frame " + i, frames.get(i)));
    }
    return answers.to(keys);
  }

  private Ran compute(List<FrameKey> frames) {
    return new FrameCall(network, frames).run();
  }

  /** {@inheritDoc} A part is a stretch of time, in samples. */
  @Override
  public Explanation explain(
      double[][] frame, Classification answer, String label, Duration budget) {
    Explainer explainer = Explainer.of(manifest(), answer, label, budget);
    new FrameCheck(manifest()).checked("frame", frame);
    return network.explains()
        ? new MappedExplanation(network, frame, explainer).explanation()
        : new FrameExplanation(network, frame, explainer).explanation();
  }

  @Override
  public List<ShapeTime> warmUp() {
    return WarmUp.of(bundle(), batchShapes(), network::warm);
  }

  /** {@inheritDoc} Of a network for frames of any length, those of a few lengths. */
  @Override
  public List<String> shapes() {
    return batchShapes().stream().map(BatchShape::toString).toList();
  }

  private List<BatchShape> batchShapes() {
    int length = manifest().sampleLength();
    return (length == 0 ? SOME_LENGTHS : List.of(length))
        .stream()
            .flatMap(each -> BatchShapes.batches().stream().map(rows -> new BatchShape(rows, each)))
            .toList();
  }

  @Override
  public long nativeBytes() {
    return network.network().nativeBytes();
  }

  @Override
  public void close() {
    network.network().close();
  }
}
