package io.millrace.benchmarks.speed;

import io.millrace.events.Inference;
import io.millrace.events.TextEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Texts into inferences: answers that are remembered first, the rest from the model. */
final class PeerAnswers {

  private final PeerSettings settings;
  private final List<String> labels;
  private final Function<List<String>, double[][]> model;
  private final Map<String, double[]> remembered;

  /**
   * @param model probabilities, {@code [text, label]}
   */
  PeerAnswers(
      PeerSettings settings, List<String> labels, Function<List<String>, double[][]> model) {
    this.settings = settings;
    this.labels = List.copyOf(labels);
    this.model = model;
    this.remembered = mostRecentlyUsed(settings.remembered());
  }

  private static Map<String, double[]> mostRecentlyUsed(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, double[]> eldest) {
        return size() > most;
      }
    };
  }

  /** In the order of the events. */
  List<Inference> to(List<TextEvent> events) {
    Map<String, double[]> answers = new HashMap<>();
    if (settings.remembered() > 0) {
      for (TextEvent event : events) {
        double[] answer = remembered.get(event.text());
        if (answer != null) {
          answers.put(event.text(), answer);
        }
      }
    }
    compute(events, answers);
    return events.stream().map(event -> inference(event, of(answers, event.text()))).toList();
  }

  private static double[] of(Map<String, double[]> answers, String text) {
    return Objects.requireNonNull(answers.get(text));
  }

  /** Without a memory each text is computed as it comes, repeats too. */
  private void compute(List<TextEvent> events, Map<String, double[]> answers) {
    List<String> texts = new ArrayList<>();
    for (TextEvent event : events) {
      if (settings.remembered() == 0) {
        texts.add(event.text());
      } else if (!answers.containsKey(event.text()) && !texts.contains(event.text())) {
        texts.add(event.text());
      }
    }
    for (int from = 0; from < texts.size(); from += settings.together()) {
      List<String> batch = texts.subList(from, Math.min(texts.size(), from + settings.together()));
      double[][] found = model.apply(batch);
      for (int i = 0; i < found.length; i++) {
        answers.put(batch.get(i), found[i]);
        if (settings.remembered() > 0) {
          remembered.put(batch.get(i), found[i]);
        }
      }
    }
  }

  private Inference inference(TextEvent event, double[] probabilities) {
    SortedMap<String, Double> scores = new TreeMap<>();
    int best = 0;
    for (int i = 0; i < probabilities.length; i++) {
      scores.put(labels.get(i), probabilities[i]);
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return new Inference(
        event.id(),
        "text",
        event.source(),
        event.at(),
        "minilm",
        "1",
        probabilities[best] < settings.unknownBelow() ? "unknown" : labels.get(best),
        scores);
  }
}
