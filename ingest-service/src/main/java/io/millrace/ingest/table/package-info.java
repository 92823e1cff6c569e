/** Values of a series as a table: CSV over HTTP and in files, and numbers written as text. */
@NullMarked
package io.millrace.ingest.table;

import org.jspecify.annotations.NullMarked;
