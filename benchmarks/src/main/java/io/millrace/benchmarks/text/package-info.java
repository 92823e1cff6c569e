/** Forecasters on the public benchmarks, beside the numbers that others published. */
@NullMarked
package io.millrace.benchmarks.text;

import org.jspecify.annotations.NullMarked;
