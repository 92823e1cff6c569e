/** Which models serve, which versions of them, and how one takes over from another. */
@NullMarked
package io.millrace.inference.models;

import org.jspecify.annotations.NullMarked;
