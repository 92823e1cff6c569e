/** How fast networks run, beside what else a user would take and what the machine can do. */
@NullMarked
package io.millrace.benchmarks.speed;

import org.jspecify.annotations.NullMarked;
