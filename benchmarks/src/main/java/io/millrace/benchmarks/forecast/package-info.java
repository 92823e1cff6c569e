/** What forecast-service promises, under the load and the failures it is promised for. */
@NullMarked
package io.millrace.benchmarks.forecast;

import org.jspecify.annotations.NullMarked;
