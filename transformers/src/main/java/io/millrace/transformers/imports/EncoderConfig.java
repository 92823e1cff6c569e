package io.millrace.transformers.imports;

/** Reads the shape of an encoder out of {@code config.json}. */
final class EncoderConfig {

  /** What both families take where {@code layer_norm_eps} isn't said. */
  private static final float EPSILON = 1e-12f;

  private EncoderConfig() {}

  /**
   * @throws InvalidImportException naming the family or the setting that is not imported
   */
  static EncoderShape read(JsonFile config) {
    return switch (family(config)) {
      case BERT -> bert(config);
      case DISTILBERT -> distilBert(config);
    };
  }

  private static ModelFamily family(JsonFile config) {
    String type = config.text("model_type");
    return ModelFamily.ofType(type)
        .orElseThrow(
            () ->
                InvalidImportException.expected(
                    config.file(), "model_type", "one of " + ModelFamily.known(), type));
  }

  private static EncoderShape bert(JsonFile config) {
    require(config, "position_embedding_type", "absolute");
    refuse(config, "is_decoder");
    refuse(config, "add_cross_attention");
    return checked(
        config,
        new EncoderShape(
            ModelFamily.BERT,
            config.count("vocab_size"),
            config.count("max_position_embeddings"),
            config.count("type_vocab_size"),
            config.count("hidden_size"),
            config.count("num_hidden_layers"),
            config.count("num_attention_heads"),
            config.count("intermediate_size"),
            activation(config, "hidden_act"),
            config.number("layer_norm_eps", EPSILON)));
  }

  private static EncoderShape distilBert(JsonFile config) {
    return checked(
        config,
        new EncoderShape(
            ModelFamily.DISTILBERT,
            config.count("vocab_size"),
            config.count("max_position_embeddings"),
            0,
            config.count("dim"),
            config.count("n_layers"),
            config.count("n_heads"),
            config.count("hidden_dim"),
            activation(config, "activation"),
            EPSILON));
  }

  private static Activation activation(JsonFile config, String field) {
    String name = config.text(field, "gelu");
    return Activation.named(name)
        .orElseThrow(
            () ->
                InvalidImportException.expected(
                    config.file(), field, "one of " + Activation.known(), name));
  }

  private static void require(JsonFile config, String field, String value) {
    String found = config.text(field, value);
    if (!found.equals(value)) {
      throw InvalidImportException.expected(config.file(), field, value, found);
    }
  }

  private static void refuse(JsonFile config, String field) {
    if (config.flag(field)) {
      throw InvalidImportException.expected(config.file(), field, "false", "true");
    }
  }

  private static EncoderShape checked(JsonFile config, EncoderShape shape) {
    if (shape.width() % shape.heads() != 0) {
      throw InvalidImportException.expected(
          config.file(),
          "the number of heads",
          "a divisor of the width " + shape.width(),
          shape.heads());
    }
    return shape;
  }
}
