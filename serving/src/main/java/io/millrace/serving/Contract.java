package io.millrace.serving;

import static io.millrace.serving.Port.ANY;
import static io.millrace.serving.Port.OWN;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Signature;
import org.tensorflow.Signature.TensorDescription;

/**
 * The inputs and outputs that a task's signature must have.
 *
 * @param optional outputs that it may have
 */
record Contract(List<Port> inputs, List<Port> outputs, List<Port> optional) {

  /** The signature of every model. */
  static final String SIGNATURE = "serve";

  static final String HISTORY = "history";
  static final String PAST = "past";
  static final String KNOWN = "known";
  static final String MASK = "mask";
  static final String MEAN = "mean";
  static final String QUANTILES = "quantiles";

  /** The part of a forecast's mean that has its level. */
  static final String TREND = "trend";

  /** The rest of the mean, which swings around zero. */
  static final String SEASON = "season";

  /** A forecaster has both of them or neither. */
  static final List<String> PARTS = List.of(TREND, SEASON);

  static final String INPUT_IDS = "input_ids";
  static final String ATTENTION_MASK = "attention_mask";
  static final String FRAMES = "frames";
  static final String PROBABILITIES = "probabilities";
  static final String EMBEDDING = "embedding";

  /** Evidence for each label in each sample; its mean over time is the logits, but for a bias. */
  static final String ACTIVATION_MAP = "activation_map";

  /** How much each token of a text counted for each label: 0 at padding, 1 in sum. */
  static final String TOKEN_WEIGHTS = "token_weights";

  private static final Port EMBEDDED = Port.floats(EMBEDDING, ANY, OWN);

  static Contract of(ModelManifest manifest) {
    return switch (manifest.task()) {
      case FORECAST -> forecast(manifest);
      case TEXT_CLASSIFICATION ->
          new Contract(
              texts(), List.of(probabilities(manifest)), List.of(EMBEDDED, tokenWeights(manifest)));
      case TEXT_EMBEDDING -> new Contract(texts(), List.of(EMBEDDED), List.of());
      case FRAME_CLASSIFICATION ->
          new Contract(
              List.of(Port.floats(FRAMES, ANY, samples(manifest), manifest.channels().size())),
              List.of(probabilities(manifest)),
              List.of(EMBEDDED, activationMap(manifest)));
    };
  }

  private static List<Port> texts() {
    return List.of(Port.ints(INPUT_IDS, ANY, ANY), Port.ints(ATTENTION_MASK, ANY, ANY));
  }

  private static Contract forecast(ModelManifest manifest) {
    int variates = manifest.variates().size();
    Port mean = Port.floats(MEAN, ANY, manifest.horizon(), variates);
    Port quantiles =
        Port.floats(QUANTILES, ANY, manifest.horizon(), variates, manifest.quantiles().size());
    return new Contract(
        forecastInputs(manifest),
        manifest.quantiles().isEmpty() ? List.of(mean) : List.of(mean, quantiles),
        List.of(
            Port.floats(TREND, ANY, manifest.horizon(), variates),
            Port.floats(SEASON, ANY, manifest.horizon(), variates)));
  }

  private static List<Port> forecastInputs(ModelManifest manifest) {
    Covariates covariates = manifest.covariates();
    List<Port> inputs = new ArrayList<>();
    inputs.add(Port.floats(HISTORY, ANY, manifest.lookback(), manifest.variates().size()));
    if (!covariates.past().isEmpty()) {
      inputs.add(Port.floats(PAST, ANY, manifest.lookback(), covariates.past().size()));
    }
    if (covariates.knownColumns() > 0) {
      int steps = manifest.lookback() + manifest.horizon();
      inputs.add(Port.floats(KNOWN, ANY, steps, covariates.knownColumns()));
    }
    if (manifest.mask()) {
      inputs.add(Port.floats(MASK, ANY, manifest.lookback(), manifest.variates().size()));
    }
    return inputs;
  }

  private static Port probabilities(ModelManifest manifest) {
    return Port.floats(PROBABILITIES, ANY, manifest.labels().size());
  }

  private static Port activationMap(ModelManifest manifest) {
    long samples = manifest.sampleLength() == 0 ? OWN : manifest.sampleLength();
    return Port.floats(ACTIVATION_MAP, ANY, manifest.labels().size(), samples);
  }

  private static Port tokenWeights(ModelManifest manifest) {
    return Port.floats(TOKEN_WEIGHTS, ANY, manifest.labels().size(), ANY);
  }

  private static long samples(ModelManifest manifest) {
    return manifest.sampleLength() == 0 ? ANY : manifest.sampleLength();
  }

  /**
   * @throws InvalidBundleException naming the first input or output that breaks the contract
   */
  void check(Path savedModel, Signature signature) {
    check(savedModel, "input", inputs, signature.getInputs());
    check(savedModel, "output", outputs, signature.getOutputs());
    check(savedModel, "output", given(signature), signature.getOutputs());
    requireBothParts(savedModel, signature);
    for (String extra : signature.inputNames()) {
      if (inputs.stream().noneMatch(port -> port.name().equals(extra))) {
        throw InvalidBundleException.expected(
            savedModel, "signature serve with no other inputs than " + inputs, extra);
      }
    }
  }

  private void requireBothParts(Path savedModel, Signature signature) {
    List<String> parts = given(signature).stream().map(Port::name).filter(PARTS::contains).toList();
    if (parts.size() == 1) {
      throw InvalidBundleException.expected(
          savedModel,
          "signature serve with both outputs " + PARTS + " or with neither",
          "only " + parts);
    }
  }

  /** Those of the optional outputs that a signature has. */
  List<Port> given(Signature signature) {
    return optional.stream().filter(port -> signature.outputNames().contains(port.name())).toList();
  }

  private static void check(
      Path savedModel, String kind, List<Port> ports, Map<String, TensorDescription> found) {
    for (Port port : ports) {
      TensorDescription description = found.get(port.name());
      if (description == null) {
        throw InvalidBundleException.expected(
            savedModel,
            "signature serve with " + kind + " " + port,
            found.isEmpty() ? "no " + kind + "s" : "only " + found.keySet());
      }
      if (!port.accepts(description)) {
        throw InvalidBundleException.expected(
            savedModel,
            "signature serve with " + kind + " " + port,
            Port.describe(port.name(), description));
      }
    }
  }
}
