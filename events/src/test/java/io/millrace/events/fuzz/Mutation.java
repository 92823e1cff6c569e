package io.millrace.events.fuzz;

import java.util.Random;

/**
 * One way to change an event.
 *
 * @param name says what was done
 * @param share how often it is drawn, beside the shares of the others
 */
record Mutation(String name, int share, Change change) {

  /** Makes new bytes of some that need not be JSON any more. */
  interface Change {
    byte[] apply(byte[] event, Random random);
  }
}
