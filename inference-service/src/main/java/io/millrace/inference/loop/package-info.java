/**
 * Polls a topic and commits what comes of its records, with their offsets, in one transaction. It
 * knows nothing of models.
 */
@NullMarked
package io.millrace.inference.loop;

import org.jspecify.annotations.NullMarked;
