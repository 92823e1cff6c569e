package io.millrace.transformers.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.transformers.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The safetensors files of a folder: one, or several shards with an index.
 *
 * @param byTensor the file that holds each tensor
 * @param opened by its path
 */
record CheckpointFiles(Map<String, Path> byTensor, Map<Path, Safetensors> opened) {

  private static final String WHOLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";

  CheckpointFiles {
    byTensor = Map.copyOf(byTensor);
    opened = Map.copyOf(opened);
  }

  /**
   * @throws InvalidImportException if there are none, or the index names what isn't there
   * @throws io.millrace.transformers.InvalidSafetensorsException naming a file that is broken
   */
  static CheckpointFiles in(Path folder) throws IOException {
    Path whole = folder.resolve(WHOLE);
    if (Files.isRegularFile(whole)) {
      return of(List.of(whole));
    }
    if (!Files.isRegularFile(folder.resolve(INDEX))) {
      throw InvalidImportException.expected(folder, WHOLE + " or " + INDEX, found(folder));
    }
    return sharded(JsonFile.read(folder.resolve(INDEX)));
  }

  Safetensors holding(String tensor) {
    Path file = Objects.requireNonNull(byTensor.get(tensor), tensor);
    return Objects.requireNonNull(opened.get(file), tensor);
  }

  private static CheckpointFiles of(List<Path> files) throws IOException {
    Map<String, Path> byTensor = new LinkedHashMap<>();
    Map<Path, Safetensors> opened = new LinkedHashMap<>();
    for (Path file : files) {
      Safetensors tensors = Safetensors.open(file);
      opened.put(file, tensors);
      tensors.names().forEach(name -> byTensor.put(name, file));
    }
    return new CheckpointFiles(byTensor, opened);
  }

  private static CheckpointFiles sharded(JsonFile index) throws IOException {
    Map<String, Path> promised = promised(index);
    for (Path shard : promised.values()) {
      if (!Files.isRegularFile(shard)) {
        throw InvalidImportException.expected(
            index.file(), "weight_map", "files that are there", "no " + shard.getFileName());
      }
    }
    CheckpointFiles files = of(promised.values().stream().distinct().sorted().toList());
    promised.forEach(
        (tensor, shard) -> {
          if (!shard.equals(files.byTensor.get(tensor))) {
            throw InvalidImportException.expected(
                shard, "tensor " + tensor, "one, as " + INDEX + " says", "none");
          }
        });
    return files;
  }

  private static Map<String, Path> promised(JsonFile index) {
    JsonNode map = index.root().path("weight_map");
    if (!map.isObject() || map.isEmpty()) {
      throw InvalidImportException.expected(
          index.file(), "weight_map", "the file of each tensor", JsonFile.shown(map));
    }
    Map<String, Path> promised = new TreeMap<>();
    map.fields()
        .forEachRemaining(
            entry -> {
              String name = entry.getValue().asText();
              if (!name.matches("[\\w.-]+")) {
                throw InvalidImportException.expected(
                    index.file(), "weight_map", "names of files beside it", name);
              }
              promised.put(entry.getKey(), index.file().resolveSibling(name));
            });
    return promised;
  }

  /** Weights of other formats are worth naming: they are there, but not read. */
  private static String found(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> others =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches(".*\\.(bin|pt|pth|ckpt|h5|msgpack|onnx|gguf)"))
              .sorted()
              .toList();
      return others.isEmpty() ? "neither" : "only " + others + ", which are not read";
    }
  }
}
