package io.millrace.workbench.train;

import io.millrace.transformers.text.FineTuned;
import io.millrace.transformers.text.FineTuning;
import io.millrace.transformers.text.FittedHead;
import io.millrace.transformers.text.HeadFitting;
import io.millrace.transformers.text.PretrainedEncoder;
import io.millrace.transformers.training.Checkpointing;
import io.millrace.workbench.text.TextData;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trains a classifier of texts, the one way or the other, and says how it goes. */
record TextTraining(PretrainedEncoder pretrained, TextData data, PrintWriter screen) {

  /** Encoder and head together. */
  TextModel fineTuned(FineTuning.Recipe recipe, Checkpointing checkpointing) {
    RememberedEpochs told = new RememberedEpochs(new TrainingLines(screen, System::nanoTime));
    FineTuned tuned =
        new FineTuning(pretrained, recipe, told)
            .train(data.training(), data.validation(), checkpointing);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("method", "encoder and head fine-tuned");
    facts.put("recipe", recipe.toString());
    return new TextModel(
        tuned,
        null,
        new double[0][],
        "encoder and head fine-tuned: " + recipe,
        facts,
        told.curves("encoder and head"));
  }

  /** A head, and perhaps an encoder that was taught which texts are alike. */
  TextModel headed(HeadFitting.Recipe recipe) {
    FittedHead fitted = new HeadFitting(pretrained, recipe, this::say).fit(data.training());
    boolean frozen = !fitted.taught();
    fitted.tried().forEach(tried -> say(sentence(tried)));
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(
        "method", frozen ? "head on the encoder as it is" : "encoder taught by likeness, head");
    facts.put("head", "L2-regularised multinomial logistic regression on mean-pooled vectors");
    facts.put("penalty", fitted.penalty());
    if (recipe.teaching() != HeadFitting.Teaching.NEVER) {
      facts.put("recipe", recipe.toString());
    }
    fitted.tried().forEach(tried -> facts.put(key(tried), rounded(tried.accuracy())));
    String how =
        (frozen
                ? "a head on the encoder as it is"
                : "the encoder taught which texts are alike, a head")
            + ", penalty "
            + fitted.penalty();
    return new TextModel(
        fitted.tuned(), frozen ? fitted.head() : null, fitted.outOfFold(), how, facts, List.of());
  }

  private static String sentence(HeadFitting.Tried tried) {
    return String.format(
        Locale.ROOT,
        "%s: right on %.1f %% of examples that were left out, cross-entropy %.3f",
        tried.taught() ? "encoder taught" : "encoder as it is",
        100 * tried.accuracy(),
        tried.loss());
  }

  private static String key(HeadFitting.Tried tried) {
    return tried.taught() ? "accuracyLeftOutTaught" : "accuracyLeftOutFrozen";
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }

  void say(String sentence) {
    screen.println(sentence);
    screen.flush();
  }
}
