/** Networks that forecast series, and what they learn from. */
@NullMarked
package io.millrace.transformers.series;

import org.jspecify.annotations.NullMarked;
