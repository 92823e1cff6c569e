/** From a batch of records to inferences and rejections, without any I/O. */
@NullMarked
package io.millrace.inference.batch;

import org.jspecify.annotations.NullMarked;
