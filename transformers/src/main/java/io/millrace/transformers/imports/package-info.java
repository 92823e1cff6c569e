/** Networks that others trained: what they are, and their weights by the paths of ours. */
@NullMarked
package io.millrace.transformers.imports;

import org.jspecify.annotations.NullMarked;
