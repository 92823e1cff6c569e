/** The last events of topics, while they come. */
@NullMarked
package io.millrace.console.recent;

import org.jspecify.annotations.NullMarked;
