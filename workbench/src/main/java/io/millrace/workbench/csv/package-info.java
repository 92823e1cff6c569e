/** Files of numbers in columns, as series: what they hold, and in one sentence what is wrong. */
@NullMarked
package io.millrace.workbench.csv;

import org.jspecify.annotations.NullMarked;
