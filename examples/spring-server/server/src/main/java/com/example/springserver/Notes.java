package com.example.springserver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Notes in the memory of this replica: they end with it. */
@Component
class Notes {

    /** Anybody may add one, and memory is limited: the oldest makes room. */
    static final int CAPACITY = 200;

    private final Map<UUID, Note> byId = new LinkedHashMap<>();

    synchronized Note add(NewNote wanted) {
        Note note = new Note(UUID.randomUUID(), wanted.title(), wanted.text(), Instant.now());
        byId.put(note.id(), note);
        if (byId.size() > CAPACITY) {
            byId.remove(byId.keySet().iterator().next());
        }
        return note;
    }

    synchronized Optional<Note> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The newest first. */
    synchronized List<Note> all() {
        List<Note> notes = new ArrayList<>(byId.values());
        Collections.reverse(notes);
        return notes;
    }
}
