/** A second chance for what was refused. */
@NullMarked
package io.millrace.ingest.rejected;

import org.jspecify.annotations.NullMarked;
