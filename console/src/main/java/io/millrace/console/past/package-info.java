/** What was forecast of a series, and how it fared, from the ends of topics. */
@NullMarked
package io.millrace.console.past;

import org.jspecify.annotations.NullMarked;
