package io.millrace.events;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/** An array of numbers with at most {@link SixDigits six significant digits} each. */
final class SixDigitArray extends JsonSerializer<double[]> {

  @Override
  public boolean isEmpty(SerializerProvider provider, double[] values) {
    return values.length == 0;
  }

  @Override
  public void serialize(double[] values, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    char[] text = new char[2 + values.length * (SixDigits.LONGEST + 1)];
    int end = 0;
    text[end++] = '[';
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        text[end++] = ',';
      }
      end = SixDigits.write(values[i], text, end);
    }
    text[end++] = ']';
    out.writeRawValue(text, 0, end);
  }
}
