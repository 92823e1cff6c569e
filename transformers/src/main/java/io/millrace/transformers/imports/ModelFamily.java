package io.millrace.transformers.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Encoders that are imported, by the {@code model_type} of their {@code config.json}. MiniLM is a
 * BERT.
 */
public enum ModelFamily {
  BERT("bert", ModuleNames.BERT),
  /** Without segments and without pooler. */
  DISTILBERT("distilbert", ModuleNames.DISTILBERT);

  private final String type;
  private final ModuleNames names;

  ModelFamily(String type, ModuleNames names) {
    this.type = type;
    this.names = names;
  }

  static Optional<ModelFamily> ofType(String type) {
    return Arrays.stream(values()).filter(each -> each.type.equals(type)).findFirst();
  }

  static List<String> known() {
    return Arrays.stream(values()).map(each -> each.type).toList();
  }

  /** The {@code model_type}, which tensors of a model with a head are prefixed by as well. */
  @Override
  public String toString() {
    return type;
  }

  ModuleNames names() {
    return names;
  }
}
