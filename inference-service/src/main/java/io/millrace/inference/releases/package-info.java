/** What {@code model-releases} says is done: versions are fetched, tried, swapped, shadowed. */
@NullMarked
package io.millrace.inference.releases;

import org.jspecify.annotations.NullMarked;
