/** Makes the page of every configuration key from the sources that declare them. */
@NullMarked
package io.millrace.deploy.configuration;

import org.jspecify.annotations.NullMarked;
