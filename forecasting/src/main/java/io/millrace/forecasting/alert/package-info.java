/** When a series or its model deserves an alert, and how an alert lives. */
@NullMarked
package io.millrace.forecasting.alert;

import org.jspecify.annotations.NullMarked;
