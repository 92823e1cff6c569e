/** Alerts on their way from the topic to receivers outside of Kafka. */
@NullMarked
package io.millrace.forecast.delivery;

import org.jspecify.annotations.NullMarked;
