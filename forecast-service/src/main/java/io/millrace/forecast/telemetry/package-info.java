/** What the stream does, as metrics. */
@NullMarked
package io.millrace.forecast.telemetry;

import org.jspecify.annotations.NullMarked;
