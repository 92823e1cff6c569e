@NullMarked
package io.millrace.workbench;

import org.jspecify.annotations.NullMarked;
