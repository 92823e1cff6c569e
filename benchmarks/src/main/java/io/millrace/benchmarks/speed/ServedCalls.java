package io.millrace.benchmarks.speed;

import io.millrace.serving.Classified;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ServingOptions;
import io.millrace.serving.TextClassifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The main class of a process in which {@code serving} runs a bundle. The texts come as texts; the
 * time is that of the network, with the copies to and from native memory, as each answer's account
 * says: tokenizing is not in it.
 */
public final class ServedCalls {

  /** Each is one word piece of MiniLM. */
  private static final List<String> WORDS =
      List.of("the", "house", "river", "green", "water", "north", "music", "great", "city", "time");

  private static final int SPECIAL = 2; // tokens at a text's ends

  private ServedCalls() {}

  /**
   * @param args folder of the bundle
   */
  public static void main(String[] args) {
    ModelBundle bundle = ModelBundle.read(Path.of(args[0]));
    try (TextClassifier model = TextClassifier.loadAny(bundle, ServingOptions.defaults())) {
      CallLoop.answer(
          (rows, length) -> {
            List<String> texts = texts(rows, length - SPECIAL);
            return () -> call(model, texts, rows * length);
          });
    }
  }

  private static List<String> texts(int rows, int words) {
    Random random = new Random(1);
    return Stream.generate(
            () ->
                random
                    .ints(words, 0, WORDS.size())
                    .mapToObj(WORDS::get)
                    .collect(Collectors.joining(" ")))
        .distinct()
        .limit(rows)
        .toList();
  }

  private static long call(TextClassifier model, List<String> texts, int tokens) {
    Classified answers = model.classify(texts);
    if (answers.work().tokens() != tokens) {
      throw new IllegalStateException(
          "expected " + tokens + " tokens, found " + answers.work().tokens());
    }
    return answers.work().running().toNanos();
  }
}
