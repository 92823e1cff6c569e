@NullMarked
package io.millrace.transformers;

import org.jspecify.annotations.NullMarked;
