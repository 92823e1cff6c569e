/** How much goes where, and what waits. */
@NullMarked
package io.millrace.console.flow;

import org.jspecify.annotations.NullMarked;
