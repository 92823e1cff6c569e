/** {@code millrace train}: a CSV in, a model bundle and an honest table out. */
@NullMarked
package io.millrace.workbench.train;

import org.jspecify.annotations.NullMarked;
