/** What the service tells of itself: metrics and traces. */
@NullMarked
package io.millrace.inference.telemetry;

import org.jspecify.annotations.NullMarked;
