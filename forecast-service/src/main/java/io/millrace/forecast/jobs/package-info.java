/** Which series are forecast, how, and by which model. */
@NullMarked
package io.millrace.forecast.jobs;

import org.jspecify.annotations.NullMarked;
