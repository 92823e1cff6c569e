/**
 * What crosses a topic or an API: event records, their JSON, topic names and record headers.
 *
 * <p>Components that may be null are marked with Jakarta's {@code @Nullable}: NullAway on JDK 17
 * does not see JSpecify's in the class files of another module.
 */
@NullMarked
package io.millrace.events;

import org.jspecify.annotations.NullMarked;
