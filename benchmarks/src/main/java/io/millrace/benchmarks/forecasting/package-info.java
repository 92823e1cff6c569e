/** Forecasters on the public benchmarks, beside the numbers that others published. */
@NullMarked
package io.millrace.benchmarks.forecasting;

import org.jspecify.annotations.NullMarked;
