/** What the stream wrote, told on to whoever watches, as it is committed. */
@NullMarked
package io.millrace.forecast.updates;

import org.jspecify.annotations.NullMarked;
