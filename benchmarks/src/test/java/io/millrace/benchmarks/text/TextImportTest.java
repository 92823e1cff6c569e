package io.millrace.benchmarks.text;

import io.millrace.benchmarks.ShortForms;
import org.junit.jupiter.api.Test;

/** The rows of the proof with smaller numbers. */
class TextImportTest {

  private static final long SEED = 7;

  @Test
  void miniLmComputesWhatOnnxRuntimeComputes() {
    ShortForms.keepAlone(new OnnxParityRow(40, SEED));
  }

  /** Skipped unless built with {@code -Pbert-base}. */
  @Test
  void bertBaseComputesWhatItsSavedModelComputes() {
    ShortForms.keepAlone(new BertBaseRow(6, SEED));
  }

  @Test
  void safetensorsAreReadAsTheyAreAndEachFaultIsNamed() {
    ShortForms.keepAlone(new SafetensorsRow(SEED));
  }
}
