/** What an operator may do. */
@NullMarked
package io.millrace.console.acting;

import org.jspecify.annotations.NullMarked;
