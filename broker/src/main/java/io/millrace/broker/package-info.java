/** Kafka itself, as one node in KRaft mode, from Maven artifacts. */
@NullMarked
package io.millrace.broker;

import org.jspecify.annotations.NullMarked;
