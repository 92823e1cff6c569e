package io.millrace.workbench.train;

import io.millrace.transformers.classification.ClassificationScores;
import io.millrace.transformers.text.FineTuning;
import io.millrace.transformers.text.HeadFitting;
import io.millrace.transformers.text.KeywordRules;
import io.millrace.transformers.text.PretrainedEncoder;
import io.millrace.transformers.training.Checkpointing;
import io.millrace.transformers.training.DivergedException;
import io.millrace.workbench.report.AnswersReport;
import io.millrace.workbench.report.AnswersReportWriter;
import io.millrace.workbench.text.LabelsFile;
import io.millrace.workbench.text.LabelsSettings;
import io.millrace.workbench.text.TextData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From labelled texts, or a file of a few examples, to a classifier of texts.
 *
 * @param saving where a fine-tuning that may be stopped is saved
 */
record TextTask(
    ClassifierTask task,
    TextOptions options,
    NetworkOptions network,
    Saving saving,
    TypedCommand command) {

  /** Makes the place where a run is saved, once there is a run. */
  interface Saving {
    Checkpointing place() throws IOException;
  }

  private static final int MISTAKES = 5; // that are said; the report has more

  ClassifierTask.Made fit() throws IOException {
    options.check(LabelsFile.isOne(task.data()));
    if (!LabelsFile.isOne(task.data())) {
      return options.frozenEncoder ? frozen() : fineTuned();
    }
    LabelsFile labels = LabelsFile.read(task.data());
    TextData texts =
        new TextData(
            labels.examples(),
            List.of(),
            TextData.given(options.test, options.toReadOptions(), labels.examples()),
            List.of());
    describe(texts);
    return whole(texts, training(texts).headed(fewShot(labels.settings())));
  }

  private ClassifierTask.Made frozen() throws IOException {
    TextData texts = read(false);
    return whole(texts, training(texts).headed(HeadFitting.Recipe.frozen(network.seed)));
  }

  private ClassifierTask.Made fineTuned() throws IOException {
    TextData texts = read(true);
    PretrainedEncoder encoder = options.pretrained();
    FineTuning.Recipe recipe = recipe(encoder);
    Checkpointing saved = saving.place();
    TextTraining training = new TextTraining(encoder, texts, task.screen());
    TextModel model = resumable(saved, () -> training.fineTuned(recipe, saved));
    TextJudgement judgement = TextJudgement.of(model, texts, rules());
    say(judgement, texts);
    Compression compression =
        options.compress.isEmpty()
            ? null
            : Compression.of(judgement, options.compress, texts, recipe, rules(), task.screen());
    return discarding(saved, compressed(texts, judgement, compression));
  }

  /** Trains something. */
  interface Run<T> {
    T train() throws IOException;
  }

  /** What diverged is not worth going on from: the advice is to change the recipe. */
  static <T> T resumable(Checkpointing saved, Run<T> run) throws IOException {
    try {
      return run.train();
    } catch (DivergedException e) {
      saved.discard();
      throw e;
    }
  }

  /** Once bundles are written, the run that made them needs no going on. */
  static ClassifierTask.Made discarding(Checkpointing saved, ClassifierTask.Made made) {
    Map<String, BundleFolder.Content> bundles = new LinkedHashMap<>();
    made.bundles()
        .forEach(
            (name, bundle) ->
                bundles.put(
                    name,
                    directory -> {
                      bundle.write(directory);
                      saved.discard();
                    }));
    return new ClassifierTask.Made(bundles);
  }

  /** Reads DATA, and says what it is. */
  TextData read(boolean validates) {
    TextData texts =
        TextData.read(
            new TextData.Files(task.data(), options.validation, options.test),
            options.toReadOptions(),
            validates,
            network.seed);
    describe(texts);
    return texts;
  }

  private TextTraining training(TextData texts) throws IOException {
    return new TextTraining(options.pretrained(), texts, task.screen());
  }

  private HeadFitting.Recipe fewShot(LabelsSettings settings) {
    HeadFitting.Recipe usual =
        HeadFitting.Recipe.standard(settings.seed() == null ? network.seed : settings.seed());
    HeadFitting.Teaching said =
        options.contrastive == null ? settings.contrastive() : options.contrastive;
    if (options.frozenEncoder) {
      said = HeadFitting.Teaching.NEVER;
    }
    return said == null ? usual : new HeadFitting.Recipe(said, usual.contrast(), usual.seed());
  }

  /** Of encoder and head together. */
  FineTuning.Recipe recipe(PretrainedEncoder encoder) {
    FineTuning.Recipe usual = FineTuning.Recipe.standard(network.seed);
    int epochs = or(network.epochs, usual.epochs());
    return new FineTuning.Recipe(
        network.learningRate == null ? usual.rate() : network.learningRate,
        usual.rates().forWidth(encoder.encoder().embedding().width()),
        epochs,
        usual.warmUp(),
        network.batch,
        usual.tokenBudget(),
        network.dropout,
        options.classWeights,
        usual.brainFloat(),
        or(network.patience, epochs),
        usual.seed());
  }

  private static int or(@Nullable Integer given, int usual) {
    return given == null ? usual : given;
  }

  private @Nullable KeywordRules rules() throws IOException {
    return options.rules == null ? null : KeywordRules.read(options.rules);
  }

  private ClassifierTask.Made whole(TextData texts, TextModel model) throws IOException {
    TextJudgement judgement = TextJudgement.of(model, texts, rules());
    say(judgement, texts);
    return compressed(texts, judgement, null);
  }

  private ClassifierTask.Made compressed(
      TextData texts, TextJudgement judgement, @Nullable Compression compression) {
    Map<String, BundleFolder.Content> bundles = new LinkedHashMap<>();
    if (compression == null) {
      bundles.put(task.name(), bundle(task.name(), texts, judgement, List.of(), Map.of()));
      return new ClassifierTask.Made(bundles);
    }
    compression.lines().forEach(line -> say("%s", line));
    bundles.put(
        task.name(), bundle(task.name(), texts, judgement, List.of(compression.table()), Map.of()));
    for (Compression.Tried each : compression.smaller()) {
      String name = task.name() + each.suffix();
      Map<String, Object> metrics = Map.of("compression", compression.metrics(each));
      bundles.put(name, bundle(name, texts, each.judgement(), List.of(), metrics));
    }
    return new ClassifierTask.Made(bundles);
  }

  private BundleFolder.Content bundle(
      String name,
      TextData texts,
      TextJudgement judgement,
      List<AnswersReport.Table> tables,
      Map<String, Object> metrics) {
    TextBundleFiles files = files(texts, judgement);
    return directory -> {
      files.write(directory, name, task.version(), metrics);
      if (!options.withoutEncoder) {
        AnswersReportWriter.write(files.report(name + " " + task.version(), tables), directory);
      }
    };
  }

  private TextBundleFiles files(TextData texts, TextJudgement judgement) {
    return new TextBundleFiles(texts, judgement, provenance(), options.withoutEncoder);
  }

  TextProvenance provenance() {
    return new TextProvenance(task.data(), options, command, network.seed);
  }

  private void describe(TextData texts) {
    say(
        "%s: %d texts to learn from, %d to validate, %d to test; labels %s",
        task.data(),
        texts.training().size(),
        texts.validation().size(),
        texts.test().size(),
        String.join(", ", texts.labels()));
    texts.notes().forEach(note -> say("note: %s", note));
  }

  private void say(TextJudgement judgement, TextData texts) {
    say("%s", "on " + judgement.on() + ":");
    judgement.scores().forEach((answerer, scores) -> say("%s", row(answerer, scores)));
    say("%s", judgement.own().table());
    say(
        "temperature %.2f, unknown below %.2f, calibration error %.3f (%.3f without temperature)",
        judgement.model().tuned().confidence().temperature(),
        judgement.model().tuned().confidence().unknownBelow(),
        judgement.calibrationError(judgement.model().tuned().confidence().temperature()),
        judgement.calibrationError(1));
    files(texts, judgement)
        .report(task.name(), List.of())
        .mistakeLines(MISTAKES)
        .forEach(mistake -> say("%s", mistake));
  }

  private static String row(String answerer, ClassificationScores scores) {
    return String.format(
        Locale.ROOT,
        "%-27s macro-F1 %.3f, unknown %4.1f %%, right when answered %.3f",
        answerer,
        scores.macroF1(),
        100 * scores.unknown(),
        scores.rightWhenAnswered());
  }

  private void say(String format, Object... values) {
    task.screen().println(String.format(Locale.ROOT, format, values));
    task.screen().flush();
  }
}
