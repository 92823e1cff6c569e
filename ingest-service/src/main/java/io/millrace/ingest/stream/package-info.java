/** Events from devices that keep a connection: a WebSocket with acknowledgements and resumption. */
@NullMarked
package io.millrace.ingest.stream;

import org.jspecify.annotations.NullMarked;
