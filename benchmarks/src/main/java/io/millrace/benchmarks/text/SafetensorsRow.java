package io.millrace.benchmarks.text;

import io.millrace.transformers.FloatTensor;
import io.millrace.transformers.Safetensors;
import io.millrace.transformers.SafetensorsWriter;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.tensorflow.ndarray.Shape;

/** Our reader against our writer, and against files and numbers made without either. */
record SafetensorsRow(long seed) implements ProofRow {

  private static final int VALUES = 4_096;

  @Override
  public String name() {
    return "safetensors";
  }

  @Override
  public String requirement() {
    return "safetensors written and read back, and hand-made with each type that has whole bytes a"
        + " value: equal to the bit; each fault named with file and tensor";
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    try {
      Path folder = Files.createDirectories(bench.cache().resolve("safetensors"));
      List<String> wrong = new ArrayList<>(roundTrip(folder));
      wrong.addAll(types(folder));
      List<SafetensorsFault> faults = SafetensorsFault.all();
      faults.stream()
          .filter(fault -> !fault.isNamed(folder.resolve("faulty.safetensors")))
          .forEach(fault -> wrong.add(fault.name()));
      return Measurement.of(
              wrong.isEmpty()
                  ? "%d types equal, %d faults named"
                      .formatted(PlainNumbers.widths().size(), faults.size())
                  : "WRONG: " + wrong,
              wrong.isEmpty())
          .withNote(
              "%,d values of each of %s; faults: %s."
                  .formatted(
                      VALUES,
                      String.join(", ", PlainNumbers.widths().keySet()),
                      String.join(", ", faults.stream().map(SafetensorsFault::name).toList())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> roundTrip(Path folder) throws IOException {
    Random random = new Random(seed);
    Map<String, FloatTensor> written = new TreeMap<>();
    for (Shape shape : List.of(Shape.scalar(), Shape.of(0, 3), Shape.of(7), Shape.of(64, 65))) {
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.intBitsToFloat(random.nextInt()); // any bits, NaN among them
      }
      written.put("tensor of shape " + shape, new FloatTensor(shape, values));
    }
    Path file = folder.resolve("written.safetensors");
    Map<String, String> metadata = Map.of("größe", "\"x\"");
    SafetensorsWriter.write(file, metadata, written);
    Safetensors read = Safetensors.open(file);
    boolean equal = read.metadata().equals(metadata) && read.names().equals(written.keySet());
    for (Map.Entry<String, FloatTensor> tensor : written.entrySet()) {
      FloatTensor found = read.floats(tensor.getKey());
      equal &= found.bytes().equals(tensor.getValue().bytes());
      equal &= found.shape().equals(tensor.getValue().shape());
    }
    return equal ? List.of() : List.of("written and read back");
  }

  private List<String> types(Path folder) throws IOException {
    Random random = new Random(seed);
    Map<String, byte[]> kept = new LinkedHashMap<>();
    HandMadeFile handMade = new HandMadeFile();
    PlainNumbers.widths()
        .forEach(
            (type, width) -> {
              byte[] bytes = new byte[VALUES * width];
              random.nextBytes(bytes);
              kept.put(type, bytes);
              handMade.with("of " + type, type, VALUES, bytes);
            });
    Safetensors read = Safetensors.open(handMade.write(folder.resolve("types.safetensors")));
    return kept.keySet().stream()
        .filter(type -> !isEqual(read, type, kept.getOrDefault(type, new byte[0])))
        .toList();
  }

  private static boolean isEqual(Safetensors read, String type, byte[] bytes) {
    int width = PlainNumbers.widths().getOrDefault(type, 0);
    float[] floats = read.floats("of " + type).values();
    boolean whole = PlainNumbers.isWhole(type);
    boolean longs = whole && !type.equals("U64"); // of which a long does not hold the upper half
    long[] exact = longs ? read.longs("of " + type) : new long[0];
    double[] reals = whole ? new double[0] : read.doubles("of " + type);
    boolean equal = floats.length == VALUES;
    for (int i = 0; i < VALUES; i++) {
      BigInteger bits = PlainNumbers.bits(bytes, i * width, width);
      if (whole) {
        BigInteger expected = PlainNumbers.whole(type, bits, width);
        equal &= floats[i] == expected.floatValue();
        equal &= !longs || BigInteger.valueOf(exact[i]).equals(expected);
      } else {
        double expected = PlainNumbers.real(type, bits);
        equal &= Double.compare(reals[i], expected) == 0;
        equal &= Float.compare(floats[i], (float) expected) == 0;
      }
    }
    return equal;
  }
}
