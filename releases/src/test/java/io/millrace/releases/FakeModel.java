package io.millrace.releases;

import io.millrace.serving.ModelBundle;
import io.millrace.serving.Servable;
import io.millrace.serving.ShapeTime;
import java.time.Duration;
import java.util.List;

/** Runs no network; says of its one shape what it is told to. */
final class FakeModel implements Servable {

  private final ModelBundle bundle;
  private final Duration perRow;
  Error onWarmUp;
  boolean closed;

  FakeModel(ModelBundle bundle, Duration perRow) {
    this.bundle = bundle;
    this.perRow = perRow;
  }

  @Override
  public ModelBundle bundle() {
    return bundle;
  }

  @Override
  public List<ShapeTime> warmUp() {
    if (onWarmUp != null) {
      throw onWarmUp;
    }
    return List.of(new ShapeTime("2x16", 2, perRow.multipliedBy(2)));
  }

  @Override
  public void prove() {}

  @Override
  public long nativeBytes() {
    return 1;
  }

  @Override
  public void close() {
    closed = true;
  }
}
