@NullMarked
package io.millrace.inference;

import org.jspecify.annotations.NullMarked;
