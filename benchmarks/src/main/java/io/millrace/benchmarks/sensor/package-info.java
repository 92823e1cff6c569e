/** What classifiers of sensor windows are worth. */
@NullMarked
package io.millrace.benchmarks.sensor;

import org.jspecify.annotations.NullMarked;
