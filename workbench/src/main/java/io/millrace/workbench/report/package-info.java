/** {@code report.html}: what a model is worth, on one page that needs no network. */
@NullMarked
package io.millrace.workbench.report;

import org.jspecify.annotations.NullMarked;
