package io.millrace.serving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers frames once each; frames of one length share sub-batches. */
final class FrameCall {

  private final FrameNetwork network;
  private final List<FrameKey> frames;
  private final Answered[] answers;
  private Work work = Work.none();

  FrameCall(FrameNetwork network, List<FrameKey> frames) {
    this.network = network;
    this.frames = frames;
    this.answers = new Answered[frames.size()];
  }

  Ran run() {
    byLength().forEach(this::run);
    return new Ran(Arrays.asList(answers), work);
  }

  private Map<Integer, List<Integer>> byLength() {
    Map<Integer, List<Integer>> byLength = new LinkedHashMap<>();
    for (int i = 0; i < frames.size(); i++) {
      byLength.computeIfAbsent(frames.get(i).length(), any -> new ArrayList<>()).add(i);
    }
    return byLength;
  }

  private void run(int length, List<Integer> frames) {
    for (int from = 0; from < frames.size(); from += BatchShapes.MAXIMUM_ROWS) {
      List<Integer> rows =
          frames.subList(from, Math.min(frames.size(), from + BatchShapes.MAXIMUM_ROWS));
      run(new BatchShape(BatchShapes.batch(rows.size()), length), rows);
    }
  }

  private void run(BatchShape shape, List<Integer> rows) {
    long start = System.nanoTime();
    Outputs outputs = network.run(shape, rows.stream().map(row -> samples(row)).toList());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    long frame = (long) shape.length() * network.bundle().manifest().channels().size();
    work = work.plus(Work.ran(rows.size(), rows.size() * frame, shape.batch() * frame, took));
    for (int row = 0; row < rows.size(); row++) {
      answers[rows.get(row)] = new Answered(network.answer(outputs, row), false);
    }
  }

  private double[][] samples(int frame) {
    return frames.get(frame).samples();
  }
}
