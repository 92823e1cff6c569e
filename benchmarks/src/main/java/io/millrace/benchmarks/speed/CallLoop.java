package io.millrace.benchmarks.speed;

import java.util.Scanner;

/** Answers on standard output what is asked on standard input: see {@link CallProcess}. */
final class CallLoop {

  private static final double NANOS_A_SECOND = 1e9;

  private CallLoop() {}

  /** Prepares calls of one shape. */
  interface Calls {
    Call of(int rows, int length);
  }

  /** One call of a model. */
  interface Call {

    /** How long the model took, in nanoseconds. */
    long run();
  }

  static void answer(Calls calls) {
    Scanner asked = new Scanner(System.in);
    while (asked.hasNextInt()) {
      Call call = calls.of(asked.nextInt(), asked.nextInt());
      double least = Double.parseDouble(asked.next()) * NANOS_A_SECOND;
      call.run(); // the first of a shape also plans it
      call.run();
      int count = 0;
      double nanos = 0;
      for (; nanos < least; count++) {
        nanos += call.run();
      }
      System.out.println(CallProcess.TOOK + nanos / count / 1e6);
    }
  }
}
