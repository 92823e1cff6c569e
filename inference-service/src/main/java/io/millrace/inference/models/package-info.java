/** Which models score which kind of events. */
@NullMarked
package io.millrace.inference.models;

import org.jspecify.annotations.NullMarked;
