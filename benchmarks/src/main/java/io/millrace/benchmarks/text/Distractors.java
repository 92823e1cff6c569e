package io.millrace.benchmarks.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.transformers.text.MiniLm;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.MissingDataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs of words that say nothing of a planted phrase.
 *
 * @param origin where they are from, in words
 */
record Distractors(String origin, List<List<String>> runs) {

  private static final Pattern WORD = Pattern.compile("[a-z]{3,}");

  Distractors {
    runs = List.copyOf(runs);
  }

  /** Sentences of film reviews, or words of MiniLM's tokenizer where the reviews are not there. */
  static Distractors of(Bench bench) {
    try {
      return new Distractors(
          "sentences of SST-2",
          Files.readAllLines(bench.file("text/SST2/train.tsv"), StandardCharsets.UTF_8).stream()
              .map(line -> List.of(line.split("\t")[0].trim().split("\\s+")))
              .toList());
    } catch (MissingDataException absent) {
      return ofVocabulary();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Words of MiniLM's tokenizer, each a run of its own. */
  static Distractors ofVocabulary() {
    try {
      List<List<String>> words = new ArrayList<>();
      new ObjectMapper()
          .readTree(MiniLm.tokenizer())
          .at("/model/vocab")
          .fieldNames()
          .forEachRemaining(
              word -> {
                if (WORD.matcher(word).matches()) {
                  words.add(List.of(word));
                }
              });
      return new Distractors("words of MiniLM's vocabulary", words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
