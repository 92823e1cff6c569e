package io.millrace.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Bundles small enough to reckon by hand, for tests. Their networks are real: TensorFlow graphs in
 * SavedModels.
 */
public final class TinyBundles {

  /** Labels of the text model. */
  public static final List<String> TEXT_LABELS = List.of("calm", "alarm");

  /** Labels of the frame model. */
  public static final List<String> FRAME_LABELS = List.of("idle", "busy");

  private static final List<String> WORDS =
      List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "fine", "fire", "nothing");

  /** What each word adds to calm and to alarm; the word "nothing" adds what is no number. */
  private static final float[][] VOTES = {
    {0, 0}, {0.1f, 0}, {0, 0}, {0, 0}, {1, 0}, {0, 2}, {Float.NaN, Float.NaN}
  };

  private TinyBundles() {}

  /**
   * A text classifier that counts words: each "fine" votes 1 for calm, each "fire" 2 for alarm, an
   * unknown word 0.1 for calm; "nothing" makes the answer NaN. It reads 64 tokens. Where many
   * labels may hold, the votes for a label are its log-odds.
   */
  public static ModelBundle text(Path root, String name, String version) {
    return text(root, ModelManifest.textClassification(name, version, TEXT_LABELS, 64));
  }

  public static ModelBundle text(Path root, ModelManifest manifest) {
    return text(root, manifest, false);
  }

  /**
   * The same, which says how much each token counted for each label: the softmax over the tokens of
   * what each votes for it.
   */
  public static ModelBundle textWithTokenWeights(Path root, ModelManifest manifest) {
    return text(root, manifest, true);
  }

  /** An encoder whose vector of a text is its votes for calm and for alarm, and that is all. */
  public static ModelBundle encoder(Path root, String name, String version) {
    return text(root, ModelManifest.textEmbedding(name, version, 64));
  }

  private static ModelBundle text(Path root, ModelManifest manifest, boolean weights) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TInt32> ids = tf.placeholder(TInt32.class, shape(-1, -1));
      Placeholder<TInt32> mask = tf.placeholder(TInt32.class, shape(-1, -1));
      Operand<TFloat32> votes =
          tf.gather(
              tf.constant(StdArrays.ndCopyOf(VOTES)),
              ids,
              tf.constant(0)); // [batch, length, label]
      Operand<TFloat32> counted =
          tf.expandDims(tf.dtypes.cast(mask, TFloat32.class), tf.constant(2));
      Operand<TFloat32> sums =
          tf.sum(
              tf.select(
                  tf.math.greater(tf.broadcastTo(counted, tf.shape(votes)), tf.constant(0f)),
                  votes,
                  tf.zerosLike(votes)),
              tf.constant(1));
      Map<String, Operand<?>> outputs = new LinkedHashMap<>();
      if (!manifest.labels().isEmpty()) {
        outputs.put(
            "probabilities", manifest.multiLabel() ? tf.math.sigmoid(sums) : tf.nn.softmax(sums));
      }
      outputs.put("embedding", sums);
      if (weights) {
        outputs.put("token_weights", tokenWeights(tf, votes, counted));
      }
      Path directory = directory(root, manifest);
      Files.writeString(directory.resolve("tokenizer.json"), tokenizer());
      return finish(
          directory, manifest, graph, Map.of("input_ids", ids, "attention_mask", mask), outputs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code [batch, label, length]}. */
  private static Operand<TFloat32> tokenWeights(
      Ops tf, Operand<TFloat32> votes, Operand<TFloat32> counted) {
    Operand<TFloat32> wall = tf.math.mul(tf.math.sub(tf.constant(1f), counted), tf.constant(-1e9f));
    return tf.nn.softmax(
        tf.linalg.transpose(tf.math.add(votes, wall), tf.constant(new int[] {0, 2, 1})));
  }

  /**
   * A frame classifier of channels "x" and "y", 4 samples each: the mean of x is the score of idle,
   * the mean of y that of busy.
   */
  public static ModelBundle frames(Path root, String name, String version) {
    return frames(
        root, ModelManifest.frameClassification(name, version, FRAME_LABELS, List.of("x", "y"), 4));
  }

  public static ModelBundle frames(Path root, ModelManifest manifest) {
    return frames(root, manifest, (tf, frames) -> Map.of());
  }

  /** The same with the samples of each channel as the evidence for its label. */
  public static ModelBundle mappedFrames(Path root, ModelManifest manifest) {
    return frames(
        root,
        manifest,
        (tf, frames) ->
            Map.of(
                "activation_map", tf.linalg.transpose(frames, tf.constant(new int[] {0, 2, 1}))));
  }

  /** Optional outputs: of a frame classifier from its frames, of a forecaster from its mean. */
  public interface More {
    Map<String, Operand<?>> of(Ops tf, Operand<TFloat32> from);
  }

  static ModelBundle frames(Path root, ModelManifest manifest, More more) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      int samples = manifest.sampleLength() == 0 ? -1 : manifest.sampleLength();
      Placeholder<TFloat32> frames =
          tf.placeholder(TFloat32.class, shape(-1, samples, manifest.channels().size()));
      Map<String, Operand<?>> outputs = new LinkedHashMap<>(more.of(tf, frames));
      outputs.put("probabilities", tf.nn.softmax(tf.math.mean(frames, tf.constant(1))));
      return finish(directory(root, manifest), manifest, graph, Map.of("frames", frames), outputs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A forecaster that repeats the last row; its quantiles lie 1 (scaled) apart around it. */
  public static ModelBundle forecast(
      Path root, String name, String version, List<String> variates, int lookback, int horizon) {
    double[] zeros = new double[variates.size()];
    double[] ones = zeros.clone();
    Arrays.fill(ones, 1);
    return forecast(
        root,
        ModelManifest.forecast(
            name,
            version,
            variates,
            Duration.ofSeconds(1),
            lookback,
            horizon,
            List.of(0.1, 0.5, 0.9),
            Scaling.of(zeros, ones)));
  }

  public static ModelBundle forecast(Path root, ModelManifest manifest) {
    return forecast(root, manifest, (tf, mean) -> Map.of());
  }

  /** The same, whose season is half a (scaled) unit below and above zero by turns, from lead 1. */
  public static ModelBundle forecastInParts(Path root, ModelManifest manifest) {
    return forecast(
        root,
        manifest,
        (tf, mean) -> {
          Operand<TFloat32> season = season(tf, mean, manifest);
          return Map.of("trend", tf.math.sub(mean, season), "season", season);
        });
  }

  private static Operand<TFloat32> season(Ops tf, Operand<TFloat32> mean, ModelManifest manifest) {
    float[][] swing = new float[manifest.horizon()][1]; // [horizon, 1]
    for (int lead = 0; lead < swing.length; lead++) {
      swing[lead][0] = lead % 2 == 0 ? -0.5f : 0.5f;
    }
    return tf.broadcastTo(tf.constant(swing), tf.shape(mean));
  }

  /** The same with outputs beside its mean and quantiles. */
  public static ModelBundle forecast(Path root, ModelManifest manifest, More more) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      int variates = manifest.variates().size();
      Placeholder<TFloat32> history =
          tf.placeholder(TFloat32.class, shape(-1, manifest.lookback(), variates));
      Operand<TFloat32> last =
          tf.slice(
              history,
              tf.constant(new int[] {0, manifest.lookback() - 1, 0}),
              tf.constant(new int[] {-1, 1, -1}));
      Operand<TFloat32> mean = tf.tile(last, tf.constant(new int[] {1, manifest.horizon(), 1}));
      Map<String, Operand<?>> outputs = new LinkedHashMap<>();
      outputs.put("mean", mean);
      outputs.putAll(more.of(tf, mean));
      int quantiles = manifest.quantiles().size();
      if (quantiles > 0) {
        float[] spread = new float[quantiles];
        for (int i = 0; i < quantiles; i++) {
          spread[i] = i - (quantiles - 1) / 2f;
        }
        outputs.put(
            "quantiles", tf.math.add(tf.expandDims(mean, tf.constant(3)), tf.constant(spread)));
      }
      return finish(
          directory(root, manifest), manifest, graph, Map.of("history", history), outputs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path directory(Path root, ModelManifest manifest) throws IOException {
    return Files.createDirectories(root.resolve(manifest.name()).resolve(manifest.version()));
  }

  private static ModelBundle finish(
      Path directory,
      ModelManifest manifest,
      Graph graph,
      Map<String, Operand<?>> inputs,
      Map<String, Operand<?>> outputs)
      throws IOException {
    TinySavedModel.write(directory.resolve("saved_model"), graph, "serve", inputs, outputs);
    manifest.write(directory.resolve("model.json"));
    return ModelBundle.read(directory);
  }

  static Placeholder.Options shape(long... dimensions) {
    return Placeholder.shape(Shape.of(dimensions));
  }

  /** Asks for padding to 8 and truncation to 8, as MiniLM's asks for 128: neither may happen. */
  private static String tokenizer() {
    StringBuilder vocabulary = new StringBuilder();
    for (int id = 0; id < WORDS.size(); id++) {
      vocabulary
          .append(id == 0 ? "" : ",")
          .append('"')
          .append(WORDS.get(id))
          .append("\":")
          .append(id);
    }
    return """
        {"version":"1.0",
         "truncation":{"max_length":8,"strategy":"LongestFirst","stride":0,"direction":"Right"},
         "padding":{"strategy":{"Fixed":8},"direction":"Right","pad_to_multiple_of":null,
           "pad_id":0,"pad_type_id":0,"pad_token":"[PAD]"},
         "added_tokens":[
           {"id":2,"content":"[CLS]","single_word":false,"lstrip":false,"rstrip":false,
            "normalized":false,"special":true},
           {"id":3,"content":"[SEP]","single_word":false,"lstrip":false,"rstrip":false,
            "normalized":false,"special":true}],
         "normalizer":{"type":"Lowercase"},
         "pre_tokenizer":{"type":"Whitespace"},
         "post_processor":{"type":"TemplateProcessing",
           "single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},
                     {"Sequence":{"id":"A","type_id":0}},
                     {"SpecialToken":{"id":"[SEP]","type_id":0}}],
           "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
           "special_tokens":{
             "[CLS]":{"id":"[CLS]","ids":[2],"tokens":["[CLS]"]},
             "[SEP]":{"id":"[SEP]","ids":[3],"tokens":["[SEP]"]}}},
         "decoder":null,
         "model":{"type":"WordLevel","unk_token":"[UNK]","vocab":{%s}}}
        """
        .formatted(vocabulary);
  }
}
