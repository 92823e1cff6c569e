/** The log once more, through the same topology. */
@NullMarked
package io.millrace.forecast.replay;

import org.jspecify.annotations.NullMarked;
