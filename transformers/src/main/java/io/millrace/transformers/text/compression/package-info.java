/** Classifiers of texts made smaller and faster. */
@NullMarked
package io.millrace.transformers.text.compression;

import org.jspecify.annotations.NullMarked;
