/** The log of a broker through the forecast topology once more. */
@NullMarked
package io.millrace.workbench.replaylog;

import org.jspecify.annotations.NullMarked;
