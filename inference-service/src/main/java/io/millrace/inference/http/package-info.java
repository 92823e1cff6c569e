/** The HTTP interface: which models there are, and trying one by hand. */
@NullMarked
package io.millrace.inference.http;

import org.jspecify.annotations.NullMarked;
