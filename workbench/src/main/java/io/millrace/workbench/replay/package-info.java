/** {@code millrace replay}: a CSV file as a series, through ingest-service's HTTP API. */
@NullMarked
package io.millrace.workbench.replay;

import org.jspecify.annotations.NullMarked;
