/** Who may do what on a broker with access control, from the table of topics. */
@NullMarked
package io.millrace.workbench.acls;

import org.jspecify.annotations.NullMarked;
