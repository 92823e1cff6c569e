package io.millrace.console.browser;

/**
 * What a page holds.
 *
 * @param heap bytes of its scripts' objects
 * @param nodes of documents, shown or not
 * @param listeners of events
 */
public record PageMemory(long heap, long nodes, long listeners) {}
