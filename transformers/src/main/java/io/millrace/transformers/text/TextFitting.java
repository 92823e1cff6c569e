package io.millrace.transformers.text;

import io.millrace.serving.ModelManifest;
import io.millrace.transformers.classification.ClassificationScores;
import io.millrace.transformers.classification.Majority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Fits a text classifier on labelled lines: MiniLM stays as it is, a {@link ClassifierHead} is
 * fitted on its vectors. Penalty, temperature and threshold come from cross-validation on the
 * training lines; the held-out lines are only ever measured.
 */
public final class TextFitting {

  /**
   * What to fit on.
   *
   * @param training labelled lines
   * @param heldOut labelled lines of which no template is among the training lines; null = there
   *     are none yet, and the manifest says so
   * @param rules the keyword rules to compare with
   * @param seed of the folds
   */
  public record Lines(Path training, @Nullable Path heldOut, Path rules, long seed) {}

  /**
   * What came out.
   *
   * @param report for people
   */
  public record Fitted(ModelManifest manifest, ClassifierHead head, String report) {

    /** Writes {@code model.json} and {@code head.json}; the build adds the encoder. */
    public void write(Path directory) throws IOException {
      Files.createDirectories(directory);
      manifest.write(directory.resolve("model.json"));
      head.write(directory.resolve("head.json"));
    }

    /** Writes a bundle with the encoder in it, ready to be served. */
    public void writeComplete(Path directory) throws IOException {
      write(directory);
      TextBundle.assemble(directory, directory);
    }
  }

  private final Lines files;
  private final List<LogLine> training;
  private final List<LogLine> heldOut;
  private final List<String> labels;

  private TextFitting(Lines files) throws IOException {
    this.files = files;
    this.training = LogLines.read(files.training());
    this.heldOut = files.heldOut() == null ? List.of() : LogLines.read(files.heldOut());
    this.labels = training.stream().map(LogLine::label).distinct().sorted().toList();
    LogTemplate.requireApart(training, heldOut);
    requireKnownLabels();
  }

  /**
   * @throws InvalidLinesException naming file and line of what can't be fitted on
   */
  public static Fitted fit(String name, String version, Lines files) throws IOException {
    return new TextFitting(files).fit(name, version);
  }

  private Fitted fit(String name, String version) throws IOException {
    HeadSearch search = new HeadSearch(training, TextVectors.of(training), labels, files.seed());
    HeadSearch.Choice choice = search.choose();
    SoftmaxRegression fitted = search.fitAll(choice.penalty());
    Measured measured = heldOut.isEmpty() ? new Measured() : measure(fitted, choice);
    ModelManifest manifest =
        ModelManifest.textClassification(name, version, labels, MiniLm.MAXIMUM_TOKENS)
            .withUnknownBelow(choice.unknownBelow())
            .withMetrics(metrics(choice, measured))
            .withProvenance(provenance());
    return new Fitted(
        manifest,
        ClassifierHead.of(labels, fitted, choice.temperature()),
        report(choice, measured));
  }

  private ClassificationScores scores(List<String> answers) {
    return ClassificationScores.of(heldOut.stream().map(LogLine::label).toList(), answers);
  }

  private List<String> rules() throws IOException {
    KeywordRules rules = KeywordRules.read(files.rules());
    return heldOut.stream().map(line -> rules.label(line.message())).toList();
  }

  private List<String> majority() {
    String label = Majority.of(training.stream().map(LogLine::label).toList());
    return heldOut.stream().map(line -> label).toList();
  }

  /** Scores on the held-out lines by who answered; empty if there are no such lines. */
  private static final class Measured {
    private final Map<String, ClassificationScores> byAnswerer = new LinkedHashMap<>();
  }

  private Measured measure(SoftmaxRegression fitted, HeadSearch.Choice choice) throws IOException {
    Answers answers = new Answers(labels, fitted, choice, TextVectors.of(heldOut));
    Measured measured = new Measured();
    measured.byAnswerer.put("heldOut", scores(answers.withUnknown()));
    measured.byAnswerer.put("heldOutIfNeverUnknown", scores(answers.always()));
    measured.byAnswerer.put("heldOutKeywordRules", scores(rules()));
    measured.byAnswerer.put("heldOutMajority", scores(majority()));
    return measured;
  }

  private Map<String, Object> metrics(HeadSearch.Choice choice, Measured measured) {
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("trainingLines", training.size());
    measured.byAnswerer.forEach((answerer, scores) -> metrics.put(answerer, scores.toMap()));
    metrics.put("crossValidationOnTraining", choice.scores().toMap());
    return metrics;
  }

  private Map<String, Object> provenance() throws IOException {
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("encoder", MiniLm.provenance());
    provenance.put("head", "L2-regularised multinomial logistic regression on mean-pooled vectors");
    provenance.put("input", "the message alone");
    provenance.put("trainingSha256", MiniLm.sha256(Files.readAllBytes(files.training())));
    if (files.heldOut() != null) {
      provenance.put("heldOutSha256", MiniLm.sha256(Files.readAllBytes(files.heldOut())));
    }
    provenance.put("rulesSha256", MiniLm.sha256(Files.readAllBytes(files.rules())));
    provenance.put("seed", files.seed());
    provenance.put(
        "recipe",
        "./millrace train models/log-triage/lines/train.tsv --task text --name log-triage --seed "
            + files.seed()
            + " --out models --replace 1 --without-encoder");
    return provenance;
  }

  private void requireKnownLabels() {
    for (LogLine line : heldOut) {
      if (!labels.contains(line.label())) {
        throw new InvalidLinesException(
            "no training line has the label of " + line.named() + "; labels are " + labels);
      }
    }
  }

  private String report(HeadSearch.Choice choice, Measured measured) {
    StringBuilder text =
        new StringBuilder(
            String.format(
                "penalty %.0e, temperature %.2f, unknown below %.2f%n%s",
                choice.penalty(),
                choice.temperature(),
                choice.unknownBelow(),
                row("cross-validation on training lines", choice.scores())));
    measured.byAnswerer.forEach((answerer, scores) -> text.append(row(answerer, scores)));
    measured.byAnswerer.values().stream()
        .findFirst()
        .ifPresent(scores -> text.append(scores.table()));
    return text.toString();
  }

  private static String row(String name, ClassificationScores scores) {
    return String.format(
        "%-36s %4d lines, macro-F1 %.3f, unknown %4.1f %%, right when answered %.3f%n",
        name, scores.items(), scores.macroF1(), 100 * scores.unknown(), scores.rightWhenAnswered());
  }

  /** A head's answers to the held-out lines. */
  private record Answers(
      List<String> labels, SoftmaxRegression fitted, HeadSearch.Choice choice, double[][] vectors) {

    List<String> withUnknown() {
      return answers(choice.unknownBelow());
    }

    List<String> always() {
      return answers(0);
    }

    private List<String> answers(double threshold) {
      return IntStream.range(0, vectors.length).mapToObj(i -> answer(i, threshold)).toList();
    }

    private String answer(int line, double threshold) {
      double[] probabilities =
          SoftmaxRegression.probabilities(fitted.logits(vectors[line]), choice.temperature());
      int top = Confidence.top(probabilities);
      return probabilities[top] < threshold ? ModelManifest.UNKNOWN : labels.get(top);
    }
  }
}
