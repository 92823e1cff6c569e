/** Shadow versions, compared with those that serve. */
@NullMarked
package io.millrace.inference.releases;

import org.jspecify.annotations.NullMarked;
