/**
 * The stage between accepted and published events: what was accepted more than once is published
 * once, by the one owner of its partition.
 */
@NullMarked
package io.millrace.ingest.publish;

import org.jspecify.annotations.NullMarked;
