/** How commands talk to a broker: short time-outs, and one sentence when it does not answer. */
@NullMarked
package io.millrace.workbench.broker;

import org.jspecify.annotations.NullMarked;
