package io.millrace.workbench.text;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * How to read labelled texts.
 *
 * @param textColumn name of the column, or its number from 1; null = to be found
 * @param labelColumn likewise
 */
public record ReadOptions(
    TextFormat format,
    Charset charset,
    @Nullable String textColumn,
    @Nullable String labelColumn) {}
