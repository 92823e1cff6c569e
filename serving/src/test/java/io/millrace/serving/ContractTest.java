package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

class ContractTest {

  @TempDir Path root;

  @Test
  void anotherSignatureNameIsRefused() throws Exception {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");
    rewrite(bundle, "serving_default", "frames", 2, false);

    assertRefused(bundle, "expected a signature named serve, found [serving_default]");
  }

  @Test
  void anotherInputNameIsRefused() throws Exception {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");
    rewrite(bundle, "serve", "x", 2, false);

    assertRefused(
        bundle, "expected signature serve with input frames float32 [any, 4, 2], found only [x]");
  }

  @Test
  void anotherTypeIsRefused() throws Exception {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");
    rewrite(bundle, "serve", "frames", 2, true);

    assertRefused(
        bundle,
        "expected signature serve with input frames float32 [any, 4, 2],"
            + " found frames double [any, 4, 2]");
  }

  @Test
  void anotherNumberOfLabelsIsRefused() throws Exception {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");
    ModelManifest three =
        ModelManifest.frameClassification(
            "contention", "1", List.of("a", "b", "c"), List.of("x", "y"), 4);
    three.write(bundle.directory().resolve("model.json"));

    assertRefused(
        ModelBundle.read(bundle.directory()),
        "expected signature serve with output probabilities float32 [any, 3],"
            + " found probabilities float32 [any, 2]");
  }

  @Test
  void anEmbeddingOfAnotherRankIsRefused() throws Exception {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> frames = tf.placeholder(TFloat32.class, TinyBundles.shape(-1, 4, 2));
      TinySavedModel.write(
          bundle.savedModel(),
          graph,
          "serve",
          Map.of("frames", frames),
          Map.of("probabilities", tf.math.mean(frames, tf.constant(1)), "embedding", frames));
    }

    assertRefused(
        bundle,
        "expected signature serve with output embedding float32 [any, any],"
            + " found embedding float32 [any, 4, 2]");
  }

  @Test
  void aCorruptSavedModelIsRefused() throws Exception {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");
    Files.writeString(bundle.savedModel().resolve("saved_model.pb"), "no protocol buffer");

    assertRefused(bundle, "not a SavedModel that loads: ");
  }

  @Test
  void aGraphThatIsNoneIsRefused() throws Exception {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");
    Files.write(
        bundle.savedModel().resolve("saved_model.pb"),
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(1)
            .addMetaGraphs(
                MetaGraphDef.newBuilder()
                    .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags("serve"))
                    .setGraphDef(
                        GraphDef.newBuilder()
                            .addNode(NodeDef.newBuilder().setName("no name").setOp("NoOp"))))
            .build()
            .toByteArray());

    assertRefused(bundle, "not a SavedModel that loads: Node 'no name'");
  }

  @Test
  void aNetworkWithoutTheMaskThatItsManifestPromisesIsRefused() {
    ModelManifest told =
        TinyBundles.forecast(root, "host", "1", List.of("cpu"), 3, 4).manifest().withMask(true);
    ModelBundle bundle = TinyBundles.forecast(root, told);

    assertThatThrownBy(() -> ForecastNetwork.load(bundle))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("signature serve with input mask float32 [any, 3, 1]");
  }

  @Test
  void aForecasterWithATrendButNoSeasonIsRefused() {
    ModelManifest manifest =
        TinyBundles.forecast(root, "host", "1", List.of("cpu"), 3, 4).manifest();
    ModelBundle bundle =
        TinyBundles.forecast(root, manifest, (tf, mean) -> Map.of("trend", tf.identity(mean)));

    assertThatThrownBy(() -> ForecastNetwork.load(bundle))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageEndingWith(
            "expected signature serve with both outputs [trend, season] or with neither,"
                + " found only [trend]");
  }

  @Test
  void aTrendOfAnotherShapeThanTheMeanIsRefused() {
    ModelManifest manifest =
        TinyBundles.forecast(root, "host", "1", List.of("cpu"), 3, 4).manifest();
    ModelBundle bundle =
        TinyBundles.forecast(
            root,
            manifest,
            (tf, mean) ->
                Map.of("trend", tf.math.mean(mean, tf.constant(1)), "season", tf.zerosLike(mean)));

    assertThatThrownBy(() -> ForecastNetwork.load(bundle))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("signature serve with output trend float32 [any, 4, 1]");
  }

  @Test
  void aBundleIsNotLoadedAsWhatItIsNot() {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");

    assertThatThrownBy(() -> ForecastNetwork.load(bundle))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageEndingWith("model.json: expected task forecast, found frame-classification");
  }

  private static void assertRefused(ModelBundle bundle, String problem) {
    assertThatThrownBy(() -> FrameClassifier.load(bundle))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageStartingWith(bundle.savedModel() + ": " + problem);
  }

  private static void rewrite(
      ModelBundle bundle, String signature, String input, int channels, boolean doubles)
      throws Exception {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder.Options shape = TinyBundles.shape(-1, 4, channels);
      Operand<? extends TNumber> frames =
          doubles ? tf.placeholder(TFloat64.class, shape) : tf.placeholder(TFloat32.class, shape);
      Operand<TFloat32> floats = tf.dtypes.cast(frames, TFloat32.class);
      TinySavedModel.write(
          bundle.savedModel(),
          graph,
          signature,
          Map.of(input, frames),
          Map.of("probabilities", tf.math.mean(floats, tf.constant(1))));
    }
  }
}
