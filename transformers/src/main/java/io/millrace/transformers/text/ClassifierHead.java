package io.millrace.transformers.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What turns a text's vector into probabilities: to length 1, one linear map, softmax. The
 * temperature is inside kernel and bias.
 *
 * @param labels in the order of the outputs
 * @param kernel row-major [width, label]
 * @param bias [label]
 */
@SuppressWarnings("ArrayRecordComponent") // read from a file, fed into a graph, never compared
public record ClassifierHead(List<String> labels, float[] kernel, float[] bias) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public ClassifierHead {
    labels = List.copyOf(labels);
    if (labels.size() < 2 || bias.length != labels.size() || kernel.length % bias.length != 0) {
      throw new IllegalArgumentException(
          labels.size()
              + " labels, "
              + bias.length
              + " biases and "
              + kernel.length
              + " kernel values do not make a head");
    }
  }

  static ClassifierHead of(List<String> labels, SoftmaxRegression fitted, double temperature) {
    int width = fitted.kernel()[0].length;
    float[] kernel = new float[width * labels.size()];
    float[] bias = new float[labels.size()];
    for (int label = 0; label < bias.length; label++) {
      bias[label] = (float) (fitted.bias()[label] / temperature);
      for (int d = 0; d < width; d++) {
        kernel[d * bias.length + label] = (float) (fitted.kernel()[label][d] / temperature);
      }
    }
    return new ClassifierHead(labels, kernel, bias);
  }

  /**
   * @throws IOException naming the file, if it isn't a head
   */
  public static ClassifierHead read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readAllBytes(file), ClassifierHead.class);
    } catch (JsonProcessingException broken) {
      throw new IOException(file + ": " + broken.getOriginalMessage(), broken);
    }
  }

  public void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(this) + "\n");
  }

  /** Its values by the paths of {@link #network}. */
  Map<String, float[]> weights() {
    return Map.of("head/kernel", kernel, "head/bias", bias);
  }

  /** The head as a network. */
  PooledHead network() {
    return new PooledHead(Pooling.mean(), PooledHead.Before.DIRECTION, bias.length, 0);
  }
}
