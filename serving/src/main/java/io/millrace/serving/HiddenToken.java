package io.millrace.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The token that says nothing.
 *
 * @param id or {@link #LEFT_OUT} where the tokenizer has no such token
 */
record HiddenToken(int id) {

  static final int LEFT_OUT = -1;

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> MASKS = List.of("[MASK]", "<mask>");
  private static final List<String> PADDINGS = List.of("[PAD]", "<pad>");

  /**
   * The mask of a {@code tokenizer.json}, or else its token for what is unknown, or for padding.
   *
   * @throws InvalidBundleException if the file cannot be read
   */
  static HiddenToken of(Path tokenizer) {
    try {
      JsonNode json = MAPPER.readTree(tokenizer.toFile());
      int id = added(json, MASKS);
      id = id == LEFT_OUT ? unknown(json) : id;
      return new HiddenToken(id == LEFT_OUT ? added(json, PADDINGS) : id);
    } catch (IOException e) {
      throw new InvalidBundleException(tokenizer, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static int added(JsonNode json, List<String> contents) {
    for (JsonNode token : json.path("added_tokens")) {
      if (contents.contains(token.path("content").asText())) {
        return token.path("id").asInt(LEFT_OUT);
      }
    }
    return LEFT_OUT;
  }

  /** By number in a unigram model, by name in others. */
  private static int unknown(JsonNode json) {
    JsonNode model = json.path("model");
    String name = model.path("unk_token").asText("");
    return model.path("unk_id").asInt(model.path("vocab").path(name).asInt(LEFT_OUT));
  }
}
