/** What crosses a topic or an API: event records, their JSON, topic names and record headers. */
@NullMarked
package io.millrace.events;

import org.jspecify.annotations.NullMarked;
