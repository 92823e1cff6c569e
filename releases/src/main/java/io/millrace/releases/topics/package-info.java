/**
 * A small compacted topic is read whole by every process, without a group, and then followed: how
 * to reach the broker, the reader, the follower and how far it has come, and the waits between
 * tries.
 */
@NullMarked
package io.millrace.releases.topics;

import org.jspecify.annotations.NullMarked;
