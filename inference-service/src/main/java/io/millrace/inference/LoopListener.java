package io.millrace.inference;

/** Hears of what a loop committed; called on the loop's thread. */
interface LoopListener {

  void committed(String topic, HandledBatch batch);
}
