@NullMarked
package io.millrace.forecasting;

import org.jspecify.annotations.NullMarked;
