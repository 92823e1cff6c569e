/** Events over HTTP: bodies of every form, read in constant memory, and what is answered. */
@NullMarked
package io.millrace.ingest.http;

import org.jspecify.annotations.NullMarked;
