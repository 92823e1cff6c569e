/** Drives pages in a real browser: for the tests of the console, and for its proofs. */
@NullMarked
package io.millrace.console.browser;

import org.jspecify.annotations.NullMarked;
