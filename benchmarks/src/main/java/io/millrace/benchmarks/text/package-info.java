/** Text encoders, against peers and published figures. */
@NullMarked
package io.millrace.benchmarks.text;

import org.jspecify.annotations.NullMarked;
