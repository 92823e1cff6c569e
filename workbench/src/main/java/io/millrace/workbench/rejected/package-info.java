/** {@code millrace rejected}: what was refused and why, and a second chance for it. */
@NullMarked
package io.millrace.workbench.rejected;

import org.jspecify.annotations.NullMarked;
