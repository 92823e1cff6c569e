/** {@code deploy/topics.yaml}, the only list of topics, read strictly and brought to a broker. */
@NullMarked
package io.millrace.workbench.topics;

import org.jspecify.annotations.NullMarked;
