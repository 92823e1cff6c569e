package io.millrace.transformers.training;

import io.millrace.transformers.FloatTensor;
import java.util.Map;

/**
 * All that a step changes.
 *
 * @param weights by path
 * @param first moments, by the path of their weight
 * @param second moments, likewise
 */
record TrainingState(
    Map<String, FloatTensor> weights,
    Map<String, FloatTensor> first,
    Map<String, FloatTensor> second) {}
