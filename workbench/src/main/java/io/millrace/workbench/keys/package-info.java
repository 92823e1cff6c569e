/** Keys for callers of ingest-service: made, listed and revoked in the file that it reads. */
@NullMarked
package io.millrace.workbench.keys;

import org.jspecify.annotations.NullMarked;
