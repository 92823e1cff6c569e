package io.millrace.workbench.text;

import io.millrace.transformers.text.LabelledText;
import io.millrace.transformers.text.TextSplit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Labelled texts, ready to be trained on.
 *
 * @param training no two alike, two or more of every label
 * @param validation empty = none was given, and none set aside
 * @param test likewise; only ever measured
 * @param notes what a reader must know of them, a sentence each
 */
public record TextData(
    List<LabelledText> training,
    List<LabelledText> validation,
    List<LabelledText> test,
    List<String> notes) {

  private static final int ONE_OF = 10; // is set aside
  private static final int FEWEST = 2; // texts of a label

  public TextData {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
    test = List.copyOf(test);
    notes = List.copyOf(notes);
  }

  /**
   * Where they are.
   *
   * @param validation null = a tenth of the training texts, where somebody needs them
   * @param test null = a tenth of the training texts
   */
  public record Files(Path training, @Nullable Path validation, @Nullable Path test) {}

  /**
   * @param validates whether validation texts are needed
   * @param seed of what is set aside
   * @throws InvalidTextsException naming file and line of what cannot be trained on
   */
  public static TextData read(Files files, ReadOptions options, boolean validates, long seed) {
    Reading reading = new Reading(options);
    List<LabelledText> rest = reading.training(files.training());
    List<LabelledText> test = reading.given(files.test());
    if (files.test() == null) {
      TextSplit split = TextSplit.of(rest, ONE_OF, seed);
      rest = split.kept();
      test = split.aside();
    }
    List<LabelledText> validation = reading.given(files.validation());
    if (files.validation() == null && validates) {
      TextSplit split = TextSplit.of(rest, ONE_OF, seed + 1);
      rest = split.kept();
      validation = split.aside();
    }
    reading.check(rest, validation, "validation");
    reading.check(rest, test, "test");
    return new TextData(rest, validation, test, reading.notes);
  }

  /**
   * Texts that are only ever measured, beside a few examples.
   *
   * @param file null = there are none
   */
  public static List<LabelledText> given(
      @Nullable Path file, ReadOptions options, List<LabelledText> training) {
    Reading reading = new Reading(options);
    List<LabelledText> given = reading.given(file);
    reading.check(training, given, "test");
    return given;
  }

  public List<String> labels() {
    return LabelledText.labels(training);
  }

  /** One reading of all files, and what is to be said of them. */
  private static final class Reading {

    private final ReadOptions options;
    private final List<String> notes = new ArrayList<>();

    Reading(ReadOptions options) {
      this.options = options;
    }

    List<LabelledText> given(@Nullable Path file) {
      return file == null ? List.of() : LabelledFile.read(file, options);
    }

    List<LabelledText> training(Path file) {
      List<LabelledText> all = LabelledFile.read(file, options);
      List<LabelledText> distinct = TextSplit.distinct(all);
      if (distinct.size() < all.size()) {
        notes.add((all.size() - distinct.size()) + " repeated texts are counted once");
      }
      contradictions(all);
      checkCounts(file, distinct);
      return distinct;
    }

    private void contradictions(List<LabelledText> all) {
      Map<String, LabelledText> first = new HashMap<>();
      List<String> places = new ArrayList<>();
      for (LabelledText text : all) {
        LabelledText before = first.putIfAbsent(text.text(), text);
        if (before != null && !Set.copyOf(before.labels()).equals(Set.copyOf(text.labels()))) {
          places.add(
              "%s (%s) and %s"
                  .formatted(before.where(), String.join(", ", before.labels()), text.named()));
        }
      }
      if (!places.isEmpty()) {
        notes.add(
            places.size()
                + " texts are labelled twice and not alike, of which the first is taken; first "
                + places.get(0));
      }
    }

    private void checkCounts(Path file, List<LabelledText> texts) {
      Map<String, List<LabelledText>> byLabel = new TreeMap<>();
      for (LabelledText text : texts) {
        for (String label : text.labels()) {
          byLabel.computeIfAbsent(label, first -> new ArrayList<>()).add(text);
        }
      }
      int fewest = options.manyLabels() ? 1 : 2;
      if (byLabel.size() < fewest) {
        throw new InvalidTextsException(
            file,
            "expected texts of %d labels or more, found %s".formatted(fewest, byLabel.keySet()));
      }
      byLabel.forEach(
          (label, own) -> {
            if (own.size() < FEWEST) {
              throw new InvalidTextsException(
                  "%s: label %s has this text only; expected %d or more (is this a header? then"
                          .formatted(own.get(0).where(), label, FEWEST)
                      + " name its columns with --text-column and --label-column)");
            }
          });
    }

    void check(List<LabelledText> training, List<LabelledText> asked, String what) {
      List<String> labels = LabelledText.labels(training);
      for (LabelledText text : asked) {
        if (!labels.containsAll(text.labels())) {
          throw new InvalidTextsException(
              "no training text has the label of the %s text %s; labels are %s"
                  .formatted(what, text.named(), labels));
        }
      }
      List<TextSplit.Twins> twins = TextSplit.twins(training, asked);
      if (!twins.isEmpty()) {
        notes.add(
            "%d of %d %s texts, numbers aside, are among the training texts too, which flatters the"
                    .formatted(twins.size(), asked.size(), what)
                + " figures; first "
                + twins.get(0).learnt().where()
                + " and "
                + twins.get(0).asked().named());
      }
    }
  }
}
