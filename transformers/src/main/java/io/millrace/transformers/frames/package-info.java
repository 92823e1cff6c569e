/** Classifiers of frames of a sampled signal, and what they learn from. */
@NullMarked
package io.millrace.transformers.frames;

import org.jspecify.annotations.NullMarked;
