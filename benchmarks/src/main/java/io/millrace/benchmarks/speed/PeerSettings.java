package io.millrace.benchmarks.speed;

import java.nio.file.Path;
import java.util.List;

/**
 * How a peer runs.
 *
 * @param topic that it reads
 * @param outputs topic that it writes
 * @param together texts that run together, padded to the longest
 * @param remembered answers that it remembers, the most recently used; 0 = none
 * @param head of its classifier
 * @param unknownBelow the probability below which a label is {@code unknown}
 */
record PeerSettings(
    String bootstrapServers,
    String topic,
    String outputs,
    int together,
    int remembered,
    Path head,
    double unknownBelow) {

  List<String> words() {
    return List.of(
        bootstrapServers,
        topic,
        outputs,
        Integer.toString(together),
        Integer.toString(remembered),
        head.toString(),
        Double.toString(unknownBelow));
  }

  static PeerSettings of(String... words) {
    return new PeerSettings(
        words[0],
        words[1],
        words[2],
        Integer.parseInt(words[3]),
        Integer.parseInt(words[4]),
        Path.of(words[5]),
        Double.parseDouble(words[6]));
  }
}
