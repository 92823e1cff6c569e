/**
 * What {@code model-releases} says is done: versions of models are fetched, tried and swapped while
 * they are used.
 */
@NullMarked
package io.millrace.releases;

import org.jspecify.annotations.NullMarked;
