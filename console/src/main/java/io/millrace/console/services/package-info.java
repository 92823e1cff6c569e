/** The services that are asked. */
@NullMarked
package io.millrace.console.services;

import org.jspecify.annotations.NullMarked;
