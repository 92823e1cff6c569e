/** Forecast models as the stream sees them. */
@NullMarked
package io.millrace.forecast.models;

import org.jspecify.annotations.NullMarked;
