/** The topology: observations in; forecasts, scores, decisions and alerts out, exactly once. */
@NullMarked
package io.millrace.forecast.stream;

import org.jspecify.annotations.NullMarked;
