/** Recording frames of timed sleeps while the machine is under a known load. */
@NullMarked
package io.millrace.workbench.frames;

import org.jspecify.annotations.NullMarked;
