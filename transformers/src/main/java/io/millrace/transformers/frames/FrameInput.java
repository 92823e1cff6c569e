package io.millrace.transformers.frames;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Brings samples in a signal's own unit to a scale on which a network learns; part of its graph.
 */
public sealed interface FrameInput permits Standardised, CompressedLog {

  /** {@code [batch, time, channel]} in and out. */
  Operand<TFloat32> apply(Ops tf, Operand<TFloat32> frames);

  /** The same of one sample. */
  double scaled(double sample, int channel);
}
