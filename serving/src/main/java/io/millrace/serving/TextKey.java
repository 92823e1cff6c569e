package io.millrace.serving;

/** A text. */
record TextKey(String text) implements CacheKey<TextKey> {

  @Override
  public long bytes() {
    return 64 + 2L * text.length();
  }

  @Override
  public TextKey own() {
    return this;
  }
}
