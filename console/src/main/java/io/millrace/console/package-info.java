/** The page people look at: what the services say, and what is committed to topics right now. */
@NullMarked
package io.millrace.console;

import org.jspecify.annotations.NullMarked;
