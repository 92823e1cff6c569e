/** {@code millrace up}: broker and services as child processes, watched and counted. */
@NullMarked
package io.millrace.workbench.up;

import org.jspecify.annotations.NullMarked;
