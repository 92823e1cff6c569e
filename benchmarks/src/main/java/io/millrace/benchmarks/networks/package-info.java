/** What networks compute, how accurate they are, and what they cost. */
@NullMarked
package io.millrace.benchmarks.networks;

import org.jspecify.annotations.NullMarked;
