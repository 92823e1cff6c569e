/** Sources that ingest-service reads by itself: this machine, a recording, log files. */
@NullMarked
package io.millrace.ingest.source;

import org.jspecify.annotations.NullMarked;
