package io.millrace.transformers.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The non-linearity inside a feed-forward, by the names that {@code config.json} has for it. */
public enum Activation {
  /** By the error function. */
  GELU("gelu"),
  /** GELU's approximation by tanh. */
  GELU_TANH("gelu_new", "gelu_pytorch_tanh", "gelu_fast"),
  RELU("relu");

  private final List<String> names;

  Activation(String... names) {
    this.names = List.of(names);
  }

  static Optional<Activation> named(String name) {
    return Arrays.stream(values()).filter(each -> each.names.contains(name)).findFirst();
  }

  static List<String> known() {
    return Stream.of(values()).flatMap(each -> each.names.stream()).toList();
  }
}
