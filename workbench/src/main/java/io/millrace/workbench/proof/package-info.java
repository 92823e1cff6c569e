/** {@code millrace proof}: what Millrace claims, measured. */
@NullMarked
package io.millrace.workbench.proof;

import org.jspecify.annotations.NullMarked;
