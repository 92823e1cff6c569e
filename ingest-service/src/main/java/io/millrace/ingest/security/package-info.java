/** Who may send what, and how much of it: keys, tokens, quotas, and what every path asks for. */
@NullMarked
package io.millrace.ingest.security;

import org.jspecify.annotations.NullMarked;
