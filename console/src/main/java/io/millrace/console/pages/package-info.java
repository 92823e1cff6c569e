/** The pages, as HTML without data. */
@NullMarked
package io.millrace.console.pages;

import org.jspecify.annotations.NullMarked;
