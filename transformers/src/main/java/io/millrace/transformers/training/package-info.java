/** How a network learns: batches in, weights out, and the SavedModel that serves them. */
@NullMarked
package io.millrace.transformers.training;

import org.jspecify.annotations.NullMarked;
