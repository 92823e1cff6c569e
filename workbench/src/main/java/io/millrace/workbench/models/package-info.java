/**
 * {@code millrace models} and {@code millrace show}: which bundles there are, and what they say.
 */
@NullMarked
package io.millrace.workbench.models;

import org.jspecify.annotations.NullMarked;
