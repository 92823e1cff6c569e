package io.millrace.transformers.text;

import io.millrace.transformers.training.Batch;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Tensor;

/** What a network of texts is to answer to each of some texts. */
public sealed interface Truth {

  /** Of some of the texts, in the order named. */
  Truth of(int[] texts);

  /** As a network is fed with it. */
  Tensor tensor();

  /** One label a text. */
  static One one(List<LabelledText> texts, List<String> labels) {
    return new One(texts.stream().mapToInt(text -> labels.indexOf(text.label())).toArray());
  }

  /** Any number of labels a text. */
  static Many many(List<LabelledText> texts, List<String> labels) {
    float[][] holds = new float[texts.size()][labels.size()];
    for (int i = 0; i < holds.length; i++) {
      for (String label : texts.get(i).labels()) {
        holds[i][labels.indexOf(label)] = 1;
      }
    }
    return new Many(holds);
  }

  /**
   * One label a text; fed as {@code [batch]}.
   *
   * @param labels of each text, the place of its label
   */
  @SuppressWarnings("ArrayRecordComponent") // lives while a model is trained, never compared
  record One(int[] labels) implements Truth {

    @Override
    public One of(int[] texts) {
      return new One(Arrays.stream(texts).map(text -> labels[text]).toArray());
    }

    @Override
    public Tensor tensor() {
      return Batch.ints(labels, labels.length);
    }
  }

  /**
   * Any number of labels a text; fed as {@code [batch, label]}.
   *
   * @param holds {@code [text][label]}, 1 = the label holds, 0 = it does not
   */
  @SuppressWarnings("ArrayRecordComponent") // lives while a model is trained, never compared
  record Many(float[][] holds) implements Truth {

    @Override
    public Many of(int[] texts) {
      return new Many(Arrays.stream(texts).mapToObj(text -> holds[text]).toArray(float[][]::new));
    }

    @Override
    public Tensor tensor() {
      int labels = holds[0].length;
      float[] all = new float[holds.length * labels];
      for (int i = 0; i < holds.length; i++) {
        System.arraycopy(holds[i], 0, all, i * labels, labels);
      }
      return Batch.floats(all, holds.length, labels);
    }

    /** The texts that hold each label, by label. */
    List<Integer> positives() {
      Integer[] positives = new Integer[holds[0].length];
      Arrays.setAll(
          positives, label -> (int) Arrays.stream(holds).filter(text -> text[label] == 1).count());
      return List.of(positives);
    }
  }
}
