/**
 * Sources that ingest-service reads by itself: this machine, a recording, log files, files in a
 * folder, topics of others, MQTT.
 */
@NullMarked
package io.millrace.ingest.source;

import org.jspecify.annotations.NullMarked;
