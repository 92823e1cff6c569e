package io.millrace.deploy.configuration;

import java.nio.file.Path;
import java.util.List;

/**
 * Keys that one interface declares.
 *
 * @param prefix before the name of each
 * @param meaning what the interface's Javadoc and that of the method that leads to it say
 * @param file that declares it
 * @param same the prefix of a group before it that has the same keys, then it has none itself; or
 *     empty
 */
record Group(String prefix, String meaning, Path file, List<Key> keys, String same) {}
