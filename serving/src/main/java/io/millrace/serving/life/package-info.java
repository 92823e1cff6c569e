/** A version of a model from its loading to its end, and how another takes over. */
@NullMarked
package io.millrace.serving.life;

import org.jspecify.annotations.NullMarked;
