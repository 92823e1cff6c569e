package io.millrace.inference;

import io.millrace.inference.batch.BatchHandler;
import io.millrace.inference.batch.BatchPolicy;
import io.millrace.inference.batch.Models;
import io.millrace.inference.models.KindShelf;

/**
 * A kind of events in service.
 *
 * @param shelf the models that score them
 * @param policy what is done with them
 * @param channels consumers side by side
 */
record Served<E, I>(KindShelf<E, I> shelf, BatchPolicy policy, int channels) {

  String topic() {
    return shelf.kind().topic();
  }

  BatchHandler<E> handler() {
    return handler(shelf, policy);
  }

  BatchHandler<E> handler(Models<E> models, BatchPolicy otherPolicy) {
    return new BatchHandler<>(
        shelf.kind(), models, otherPolicy, shelf::expectedPerRecord, System::nanoTime);
  }
}
