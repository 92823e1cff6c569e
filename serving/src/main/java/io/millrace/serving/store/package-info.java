/** Where released bundles lie, and how one comes to this machine. */
@NullMarked
package io.millrace.serving.store;

import org.jspecify.annotations.NullMarked;
