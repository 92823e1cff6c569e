package io.millrace.forecast.updates;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last updates, for who comes back after a moment. */
final class Recent {

  private final int most;
  private final long mostCharacters;
  private final Deque<Update> updates = new ArrayDeque<>();
  private long characters;

  Recent(int most, long mostCharacters) {
    this.most = most;
    this.mostCharacters = mostCharacters;
  }

  void add(Update update) {
    updates.add(update);
    characters += update.size();
    while (updates.size() > most || characters > mostCharacters) {
      characters -= updates.remove().size();
    }
  }

  /**
   * @return what came after the update of this id, oldest first; empty if that is not kept any more
   */
  Optional<List<Update>> after(String id) {
    List<Update> later = null;
    for (Update update : updates) {
      if (later != null) {
        later.add(update);
      } else if (id.equals(update.message().id())) {
        later = new ArrayList<>();
      }
    }
    return Optional.ofNullable(later);
  }

  void clear() {
    updates.clear();
    characters = 0;
  }
}
