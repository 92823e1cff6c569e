/** Text encoders, the weights they are given, and the heads fitted on them. */
@NullMarked
package io.millrace.transformers.text;

import org.jspecify.annotations.NullMarked;
