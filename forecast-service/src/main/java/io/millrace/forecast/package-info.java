@NullMarked
package io.millrace.forecast;

import org.jspecify.annotations.NullMarked;
