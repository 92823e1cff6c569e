/** What an event must look like, for others to read: JSON Schemas, and the OpenAPI document. */
@NullMarked
package io.millrace.ingest.schema;

import org.jspecify.annotations.NullMarked;
