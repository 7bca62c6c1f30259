package com.example.springserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NotesTest {

    private final Notes notes = new Notes();

    @Test
    void findsWhatWasAddedAndNothingElse() {
        Note note = notes.add(new NewNote("title", "text"));
        assertThat(notes.find(note.id())).contains(note);
        assertThat(notes.find(UUID.randomUUID())).isEmpty();
    }

    @Test
    void listsTheNewestFirst() {
        Note first = notes.add(new NewNote("first", ""));
        Note second = notes.add(new NewNote("second", ""));
        assertThat(notes.all()).containsExactly(second, first);
    }

    @Test
    void dropsTheOldestWhereThereIsNoRoom() {
        Note oldest = notes.add(new NewNote("oldest", ""));
        IntStream.range(0, Notes.CAPACITY).forEach(number -> notes.add(new NewNote("note " + number, "")));
        assertThat(notes.all()).hasSize(Notes.CAPACITY).doesNotContain(oldest);
    }
}
