/** JMH benchmarks of what each event passes through; run by hand, see {@code docs/speed.md}. */
@NullMarked
package io.millrace.benchmarks.speed.hotpath;

import org.jspecify.annotations.NullMarked;
