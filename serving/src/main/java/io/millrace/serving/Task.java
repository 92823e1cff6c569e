package io.millrace.serving;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a model is for. It fixes the model's inputs, its outputs and the fields of its manifest. */
public enum Task {
  @JsonProperty("forecast")
  FORECAST("forecast"),
  @JsonProperty("text-classification")
  TEXT_CLASSIFICATION("text-classification"),
  @JsonProperty("text-embedding")
  TEXT_EMBEDDING("text-embedding"),
  @JsonProperty("frame-classification")
  FRAME_CLASSIFICATION("frame-classification");

  private final String json;

  Task(String json) {
    this.json = json;
  }

  /** The name in {@code model.json}. */
  @Override
  public String toString() {
    return json;
  }
}
