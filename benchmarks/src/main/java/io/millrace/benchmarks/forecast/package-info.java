/** What forecast-service promises, measured on it as it ships. */
@NullMarked
package io.millrace.benchmarks.forecast;

import org.jspecify.annotations.NullMarked;
