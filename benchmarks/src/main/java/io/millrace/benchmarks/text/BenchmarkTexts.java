package io.millrace.benchmarks.text;

import io.millrace.transformers.text.LabelledText;
import io.millrace.workbench.proof.Bench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Public benchmarks of text classification, with the splits they come with. */
public enum BenchmarkTexts {
  /** Sentences of film reviews, positive or negative; train, dev and test as published. */
  SST2 {
    @Override
    Split split(Bench bench) {
      return new Split(
          tabbed(bench, "text/SST2/train.tsv"),
          tabbed(bench, "text/SST2/dev.tsv"),
          tabbed(bench, "text/SST2/test.tsv"));
    }

    private List<LabelledText> tabbed(Bench bench, String file) {
      List<LabelledText> texts = new ArrayList<>();
      for (String line : lines(bench.file(file))) {
        int tab = line.lastIndexOf('\t');
        texts.add(new LabelledText(line.substring(0, tab), line.substring(tab + 1).strip()));
      }
      return texts;
    }
  },

  /**
   * Questions by what they ask for, six classes; a tenth of each class of the training questions
   * validates, drawn with a fixed seed.
   */
  TREC {
    @Override
    Split split(Bench bench) {
      Map<String, List<LabelledText>> byLabel = new LinkedHashMap<>();
      for (LabelledText text : labelled(bench, "text/TREC.train.all")) {
        byLabel.computeIfAbsent(text.label(), label -> new ArrayList<>()).add(text);
      }
      List<LabelledText> training = new ArrayList<>();
      List<LabelledText> validation = new ArrayList<>();
      Random random = new Random(SPLIT_SEED);
      for (List<LabelledText> own : byLabel.values()) {
        Collections.shuffle(own, random);
        validation.addAll(own.subList(0, own.size() / 10));
        training.addAll(own.subList(own.size() / 10, own.size()));
      }
      return new Split(training, validation, labelled(bench, "text/TREC.test.all"));
    }

    private List<LabelledText> labelled(Bench bench, String file) {
      List<LabelledText> texts = new ArrayList<>();
      for (String line : lines(bench.file(file))) {
        int space = line.indexOf(' ');
        texts.add(new LabelledText(line.substring(space + 1), line.substring(0, space)));
      }
      return texts;
    }
  };

  private static final long SPLIT_SEED = 20261128;

  /** What trains, what chooses, and what is only ever measured. */
  public record Split(
      List<LabelledText> training, List<LabelledText> validation, List<LabelledText> test) {}

  /**
   * @throws io.millrace.workbench.proof.MissingDataException if the data is not there
   */
  abstract Split split(Bench bench);

  /** TREC has some Latin-1 bytes. */
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
