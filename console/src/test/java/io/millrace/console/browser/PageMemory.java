package io.millrace.console.browser;

/**
 * What a page holds.
 *
 * @param heap bytes of its scripts' objects
 * @param nodes of documents, shown or not
 * @param listeners of events
 */
public record PageMemory(long heap, long nodes, long listeners) {

  /** The smaller of each. */
  PageMemory least(PageMemory other) {
    return new PageMemory(
        Math.min(heap, other.heap),
        Math.min(nodes, other.nodes),
        Math.min(listeners, other.listeners));
  }
}
