package io.millrace.benchmarks.text;

import io.millrace.serving.Classification;
import io.millrace.serving.Explanation;
import io.millrace.serving.TextClassifier;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * How well served explanations point at planted phrases, over all texts and labels that hold.
 *
 * @param positives texts and labels that hold of them
 * @param within of which all k tokens of the phrase are among the k + 2 that weigh most
 * @param exact of which they are the k that weigh most
 * @param one of which one of them weighs most
 * @param f1 of the labels, all together
 */
record PhraseScores(int positives, int within, int exact, int one, double f1) {

  private static final Duration AMPLE = Duration.ofSeconds(10);
  private static final int SPARE = 2;

  static PhraseScores of(
      TextClassifier classifier, List<Phrase> phrases, List<PlantedTexts.Planted> texts) {
    List<Classification> answers =
        classifier.classify(texts.stream().map(PlantedTexts.Planted::text).toList()).answers();
    PhraseScores sum = new PhraseScores(0, 0, 0, 0, f1(phrases, texts, answers));
    for (int i = 0; i < texts.size(); i++) {
      for (Phrase phrase : texts.get(i).phrases()) {
        Explanation explanation =
            classifier.explain(texts.get(i).text(), answers.get(i), phrase.label(), AMPLE);
        sum = sum.plus(explanation.parts(), texts.get(i).start(phrase), phrase.words().length());
      }
    }
    return sum;
  }

  /** Both together; F1 is weighed by positives. */
  PhraseScores plus(PhraseScores other) {
    int sum = positives + other.positives;
    return new PhraseScores(
        sum,
        within + other.within,
        exact + other.exact,
        one + other.one,
        (f1 * positives + other.f1 * other.positives) / sum);
  }

  private PhraseScores plus(List<Explanation.Part> parts, int start, int length) {
    List<Boolean> ofPhrase = // heaviest first
        parts.stream()
            .sorted(Comparator.comparing(Explanation.Part::weight).reversed())
            .map(part -> part.start() >= start && part.end() <= start + length)
            .toList();
    int tokens = count(ofPhrase, ofPhrase.size());
    return new PhraseScores(
        positives + 1,
        within + (count(ofPhrase, tokens + SPARE) == tokens ? 1 : 0),
        exact + (count(ofPhrase, tokens) == tokens ? 1 : 0),
        one + count(ofPhrase, 1),
        f1);
  }

  private static int count(List<Boolean> those, int first) {
    return (int) those.stream().limit(first).filter(each -> each).count();
  }

  private static double f1(
      List<Phrase> phrases, List<PlantedTexts.Planted> texts, List<Classification> answers) {
    int right = 0;
    int wrong = 0;
    for (int i = 0; i < texts.size(); i++) {
      for (Phrase phrase : phrases) {
        boolean said = answers.get(i).labels().contains(phrase.label());
        boolean holds = texts.get(i).phrases().contains(phrase);
        right += said && holds ? 1 : 0;
        wrong += said != holds ? 1 : 0;
      }
    }
    return 2.0 * right / (2 * right + wrong);
  }

  double share(int those) {
    return (double) those / positives;
  }
}
