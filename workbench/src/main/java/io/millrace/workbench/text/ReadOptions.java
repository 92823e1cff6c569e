package io.millrace.workbench.text;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * How to read labelled texts.
 *
 * @param textColumn name of the column, or its number from 1; null = to be found
 * @param labelColumn likewise
 * @param labelSeparator what stands between the labels of a text, of which it has any number; null
 *     = it has exactly one
 */
public record ReadOptions(
    TextFormat format,
    Charset charset,
    @Nullable String textColumn,
    @Nullable String labelColumn,
    @Nullable String labelSeparator) {

  /** Whether a text may have any number of labels. */
  public boolean manyLabels() {
    return labelSeparator != null;
  }
}
