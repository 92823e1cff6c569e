package io.millrace.transformers.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.transformers.imports.ForeignHead.Between;
import io.millrace.transformers.imports.ForeignHead.Classifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds out which head a folder's model has. */
final class HeadConfig {

  private static final String CLASSIFIER = "ForSequenceClassification";

  /** Endings of architectures whose encoder is of use without what they have on top. */
  private static final Set<String> ENCODERS =
      Set.of("Model", "ForMaskedLM", "ForPreTraining", "ForNextSentencePrediction");

  private static final String CLASSES_PREFIX = "(?i)^(bert|distilbert)";

  private HeadConfig() {}

  /**
   * Which head there is, if any.
   *
   * @param modules of a folder of sentence-transformers
   * @throws InvalidImportException naming the architecture that is not imported
   */
  static ForeignHead read(JsonFile config, ModelFamily family, SentenceModules modules)
      throws IOException {
    String architecture = architecture(config);
    String kind = architecture.replaceFirst(CLASSES_PREFIX, "");
    if (kind.equals(CLASSIFIER)) {
      return classifier(config, family);
    }
    if (!ENCODERS.contains(kind)) {
      throw InvalidImportException.expected(
          config.file(), "architectures", "a sequence classifier or an encoder", architecture);
    }
    return modules.present() ? modules.head() : new ForeignHead.Bare();
  }

  private static String architecture(JsonFile config) {
    JsonNode named = config.root().path("architectures");
    return named.isEmpty() ? "Model" : named.path(0).asText();
  }

  private static Classifier classifier(JsonFile config, ModelFamily family) {
    String problem = config.text("problem_type", "single_label_classification");
    List<String> labels = labels(config);
    boolean many = problem.equals("multi_label_classification");
    if (!many && (!problem.equals("single_label_classification") || labels.size() == 1)) {
      throw InvalidImportException.expected(
          config.file(),
          "problem_type",
          "single_label_classification (of two labels or more) or multi_label_classification",
          labels.size() == 1 ? problem + " with one output" : problem);
    }
    return new Classifier(labels, many, family == ModelFamily.BERT ? Between.TANH : Between.RELU);
  }

  /** A file that says none has the two that the format has by default. */
  private static List<String> labels(JsonFile config) {
    JsonNode named = config.root().path("id2label");
    if (named.isMissingNode() || named.isNull()) {
      return List.of("LABEL_0", "LABEL_1");
    }
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      JsonNode label = named.path(Integer.toString(i));
      if (!label.isTextual() || label.textValue().isBlank() || labels.contains(label.textValue())) {
        throw InvalidImportException.expected(
            config.file(), "id2label." + i, "a label of its own", JsonFile.shown(label));
      }
      labels.add(label.textValue());
    }
    if (labels.isEmpty()) {
      throw InvalidImportException.expected(
          config.file(), "id2label", "a label for each number from 0 on", JsonFile.shown(named));
    }
    return labels;
  }
}
