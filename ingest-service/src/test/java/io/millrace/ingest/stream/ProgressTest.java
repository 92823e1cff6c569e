package io.millrace.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

  @Test
  void itRisesOnlyWithoutAGap() {
    Progress progress = new Progress(0);

    assertThat(progress.answered(2)).isFalse();
    assertThat(progress.answered(3)).isFalse();
    assertThat(progress.acknowledged()).isZero();
    assertThat(progress.answered(1)).isTrue();
    assertThat(progress.acknowledged()).isEqualTo(3);
  }

  @Test
  void whateverTheOrderAllAreAcknowledgedInTheEnd() {
    Progress progress = new Progress(40);
    List<Long> numbers = new ArrayList<>(LongStream.rangeClosed(41, 1_040).boxed().toList());
    Collections.shuffle(numbers, new Random(3));

    numbers.forEach(progress::answered);

    assertThat(progress.acknowledged()).isEqualTo(1_040);
  }
}
