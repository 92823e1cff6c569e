/**
 * Broken events, drawn by a seed: what the readers of this module are held against, and what others
 * throw at the doors through which events come in.
 */
@NullMarked
package io.millrace.events.fuzz;

import org.jspecify.annotations.NullMarked;
