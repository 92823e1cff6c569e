/** The images, and the files under {@code deploy/} that are made from others. */
@NullMarked
package io.millrace.deploy;

import org.jspecify.annotations.NullMarked;
