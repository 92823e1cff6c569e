/** What holds while instances of a service come and go. */
@NullMarked
package io.millrace.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
