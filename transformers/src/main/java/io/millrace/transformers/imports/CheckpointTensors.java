package io.millrace.transformers.imports;

import io.millrace.transformers.Safetensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.ndarray.Shape;

/**
 * The tensors of a PyTorch checkpoint, without the family's prefix and with today's names of a
 * norm's parts. It remembers which were asked for.
 */
final class CheckpointTensors implements ModuleWeights {

  private final Path folder;
  private final CheckpointFiles files;
  private final Map<String, String> keptAs = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  /**
   * @throws InvalidImportException if two tensors differ by prefix or an old name only
   */
  CheckpointTensors(Path folder, CheckpointFiles files, ModelFamily family) {
    this.folder = folder;
    this.files = files;
    for (String name : files.byTensor().keySet()) {
      String other = keptAs.put(plain(name, family + "."), name);
      if (other != null) {
        throw InvalidImportException.expected(
            folder, "one tensor " + plain(name, family + "."), name + " and " + other);
      }
    }
  }

  private static String plain(String name, String prefix) {
    String inside = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    return inside
        .replaceFirst("LayerNorm\\.gamma$", "LayerNorm.weight")
        .replaceFirst("LayerNorm\\.beta$", "LayerNorm.bias");
  }

  @Override
  public float[] tensor(String name, int... shape) {
    String kept = keptAs.get(name);
    if (kept == null) {
      throw InvalidImportException.expected(
          folder, "tensor " + name, "shape " + Arrays.toString(shape), "no such tensor");
    }
    used.add(kept);
    Safetensors file = files.holding(kept);
    Shape found = file.shape(kept);
    if (!Arrays.equals(found.asArray(), Arrays.stream(shape).asLongStream().toArray())) {
      throw InvalidImportException.expected(
          folder,
          "tensor " + kept,
          "shape " + Arrays.toString(shape),
          "shape " + Arrays.toString(found.asArray()));
    }
    return file.floats(kept).values();
  }

  /** PyTorch keeps [out, in]. */
  @Override
  public float[] kernel(String module, int inputs, int outputs) {
    float[] kept = tensor(module + ".weight", outputs, inputs);
    float[] kernel = new float[kept.length];
    for (int out = 0; out < outputs; out++) {
      for (int in = 0; in < inputs; in++) {
        kernel[in * outputs + out] = kept[out * inputs + in];
      }
    }
    return kernel;
  }

  /** What nobody asked for, by name; without the buffers that hold 0, 1, 2 .. or zeros. */
  List<String> unused() {
    return keptAs.values().stream()
        .filter(name -> !used.contains(name))
        .filter(name -> !name.matches("(.*\\.)?(position_ids|token_type_ids)"))
        .sorted()
        .toList();
  }
}
