/** The outside world becomes events: checked, acknowledged by Kafka, or refused with a reason. */
@NullMarked
package io.millrace.ingest;

import org.jspecify.annotations.NullMarked;
