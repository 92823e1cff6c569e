/** {@code millrace import}: bundles from networks that others trained. */
@NullMarked
package io.millrace.workbench.imports;

import org.jspecify.annotations.NullMarked;
