package io.millrace.transformers.training;

import io.millrace.transformers.FloatTensor;
import java.util.Map;

/**
 * A run between two steps: enough to go on as if it had never stopped.
 *
 * @param best weights, by path; empty before the first epoch's end
 */
record SavedRun(Progress progress, TrainingState state, Map<String, FloatTensor> best) {}
