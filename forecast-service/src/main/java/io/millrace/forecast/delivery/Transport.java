package io.millrace.forecast.delivery;

import java.util.concurrent.CompletableFuture;

/** Carries requests to receivers. */
interface Transport {

  /** Completes within the endpoint's timeout, exceptionally if there was no answer. */
  CompletableFuture<Answer> send(Post post);
}
