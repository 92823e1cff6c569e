/** What a browser shows of a Millrace that runs. */
@NullMarked
package io.millrace.benchmarks.console;

import org.jspecify.annotations.NullMarked;
