package io.millrace.workbench.train;

import io.millrace.transformers.classification.ClassificationScores;
import io.millrace.transformers.text.FineTuning;
import io.millrace.transformers.text.HeadFitting;
import io.millrace.transformers.text.KeywordRules;
import io.millrace.transformers.text.LayerRates;
import io.millrace.transformers.text.MiniLm;
import io.millrace.transformers.training.Checkpointing;
import io.millrace.transformers.training.DivergedException;
import io.millrace.workbench.report.AnswersReportWriter;
import io.millrace.workbench.text.LabelsFile;
import io.millrace.workbench.text.LabelsSettings;
import io.millrace.workbench.text.TextData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * From labelled texts, or a file of a few examples, to a classifier of texts.
 *
 * @param saving where a fine-tuning that may be stopped is saved
 */
record TextTask(
    Path data,
    String name,
    String version,
    TextOptions options,
    NetworkOptions network,
    Saving saving,
    TypedCommand command,
    PrintWriter screen) {

  /** Makes the place where a run is saved, once there is a run. */
  interface Saving {
    Checkpointing place() throws IOException;
  }

  private static final int MISTAKES = 5; // that are said; the report has more

  BundleFolder.Content fit() throws IOException {
    if (options.withoutEncoder && !options.frozenEncoder) {
      throw new IllegalArgumentException("--without-encoder: expected --frozen-encoder beside it");
    }
    if (!LabelsFile.isOne(data)) {
      return options.frozenEncoder ? frozen() : fineTuned();
    }
    LabelsFile labels = LabelsFile.read(data);
    TextData texts =
        new TextData(
            labels.examples(),
            List.of(),
            TextData.given(options.test, options.toReadOptions(), labels.examples()),
            List.of());
    describe(texts);
    return judged(texts, training(texts).headed(fewShot(labels.settings())));
  }

  private BundleFolder.Content frozen() throws IOException {
    TextData texts = read(false);
    return judged(texts, training(texts).headed(HeadFitting.Recipe.frozen(network.seed)));
  }

  private BundleFolder.Content fineTuned() throws IOException {
    TextData texts = read(true);
    Checkpointing saved = saving.place();
    BundleFolder.Content bundle = judged(texts, fineTuned(texts, saved));
    return directory -> {
      bundle.write(directory);
      saved.discard();
    };
  }

  /** What diverged is not worth going on from: the advice is to change the recipe. */
  private TextModel fineTuned(TextData texts, Checkpointing saved) throws IOException {
    try {
      return training(texts).fineTuned(recipe(), saved);
    } catch (DivergedException e) {
      saved.discard();
      throw e;
    }
  }

  private TextData read(boolean validates) {
    TextData texts =
        TextData.read(
            new TextData.Files(data, options.validation, options.test),
            options.toReadOptions(),
            validates,
            network.seed);
    describe(texts);
    return texts;
  }

  private TextTraining training(TextData texts) throws IOException {
    return new TextTraining(MiniLm.pretrained(), texts, screen);
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

  private FineTuning.Recipe recipe() {
    FineTuning.Recipe usual = FineTuning.Recipe.standard(network.seed);
    LayerRates rates = usual.rates();
    int epochs = or(network.epochs, usual.epochs());
    return new FineTuning.Recipe(
        network.learningRate == null ? usual.rate() : network.learningRate,
        rates,
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

  private BundleFolder.Content judged(TextData texts, TextModel model) throws IOException {
    KeywordRules rules = options.rules == null ? null : KeywordRules.read(options.rules);
    TextJudgement judgement = TextJudgement.of(model, texts, rules);
    say(judgement);
    TextBundleFiles files =
        new TextBundleFiles(data, options, texts, judgement, command, network.seed);
    return directory -> {
      files.write(directory, name, version);
      if (!options.withoutEncoder) {
        AnswersReportWriter.write(files.report(name + " " + version), directory);
      }
    };
  }

  private void describe(TextData texts) {
    say(
        "%s: %d texts to learn from, %d to validate, %d to test; labels %s",
        data,
        texts.training().size(),
        texts.validation().size(),
        texts.test().size(),
        String.join(", ", texts.labels()));
    texts.notes().forEach(note -> say("note: %s", note));
  }

  private void say(TextJudgement judgement) {
    say("%s", "on " + judgement.on() + ":");
    judgement.scores().forEach((answerer, scores) -> say("%s", row(answerer, scores)));
    say("%s", judgement.own().table());
    say(
        "temperature %.2f, unknown below %.2f, calibration error %.3f (%.3f without temperature)",
        judgement.model().tuned().confidence().temperature(),
        judgement.model().tuned().confidence().unknownBelow(),
        judgement.calibrationError(judgement.model().tuned().confidence().temperature()),
        judgement.calibrationError(1));
    judgement.worst(MISTAKES).forEach(mistake -> say("%s", mistake));
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
    screen.println(String.format(Locale.ROOT, format, values));
    screen.flush();
  }
}
