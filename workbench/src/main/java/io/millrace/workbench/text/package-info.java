/** Labelled texts as people keep them: tables, lines of JSON, a few examples in YAML. */
@NullMarked
package io.millrace.workbench.text;

import org.jspecify.annotations.NullMarked;
