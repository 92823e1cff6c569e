package io.millrace.workbench.train;

import io.millrace.transformers.training.Schedule;

/** Learning rate schedules by name. */
enum ScheduleKind {
  CONSTANT {
    @Override
    Schedule of(float rate) {
      return new Schedule.Constant(rate);
    }
  },
  HALVED {
    @Override
    Schedule of(float rate) {
      return new Schedule.HalvedEachEpoch(rate);
    }
  },
  COSINE {
    @Override
    Schedule of(float rate) {
      return new Schedule.Cosine(rate, WARM_UP);
    }
  };

  /** Share of the steps over which a cosine's rate grows first. */
  private static final float WARM_UP = 0.05f;

  abstract Schedule of(float rate);
}
