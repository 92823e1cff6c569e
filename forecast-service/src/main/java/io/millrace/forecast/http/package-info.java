/** The API. */
@NullMarked
package io.millrace.forecast.http;

import org.jspecify.annotations.NullMarked;
