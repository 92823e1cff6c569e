package io.millrace.transformers.imports;

import java.util.List;

/** What a checkpoint has on top of its encoder. */
public sealed interface ForeignHead {

  /** As one line of a person's screen has it. */
  String description();

  /** Nothing: a vector for each token. */
  record Bare() implements ForeignHead {
    @Override
    public String description() {
      return "no head";
    }
  }

  /**
   * A vector for each text.
   *
   * @param unitLength whether vectors are scaled to length 1
   */
  record Embedding(Pooled pooled, boolean unitLength) implements ForeignHead {
    @Override
    public String description() {
      return "an embedding: " + pooled.description() + (unitLength ? ", scaled to length 1" : "");
    }
  }

  /** How the vectors of tokens become one. */
  enum Pooled {
    FIRST("the first token"),
    MEAN("the mean of all tokens");

    private final String description;

    Pooled(String description) {
      this.description = description;
    }

    String description() {
      return description;
    }
  }

  /**
   * Probabilities of labels from the first token: a map of its width, then one to the labels. Their
   * weights are {@code head/dense/..}, {@code head/kernel} and {@code head/bias}.
   *
   * @param labels in the order of the outputs
   * @param many whether each label holds by itself: sigmoids in place of a softmax
   */
  record Classifier(List<String> labels, boolean many, Between between) implements ForeignHead {
    public Classifier {
      labels = List.copyOf(labels);
    }

    @Override
    public String description() {
      return "a classifier of " + (many ? "any of " : "one of ") + labels;
    }
  }

  /** What stands between the two maps of a classifier. */
  enum Between {
    TANH,
    RELU
  }
}
