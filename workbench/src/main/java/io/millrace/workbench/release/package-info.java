/** {@code millrace release}: which version of a model is served, or runs as a shadow. */
@NullMarked
package io.millrace.workbench.release;

import org.jspecify.annotations.NullMarked;
