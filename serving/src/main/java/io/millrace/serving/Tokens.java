package io.millrace.serving;

/**
 * A tokenized text.
 *
 * @param ids those that the model reads, special ones included
 * @param found how many the text has: more than there are ids where it was cut
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by who made it
record Tokens(int[] ids, int found) {

  boolean truncated() {
    return found > ids.length;
  }
}
