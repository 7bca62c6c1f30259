package com.example.springserver;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Notes of this replica. Every answer names it: another one has others. */
@RestController
@RequestMapping("/api/notes")
class NotesController {

    private static final Logger log = LoggerFactory.getLogger(NotesController.class);

    private final Notes notes;
    private final String replica;

    NotesController(Notes notes, Replica replica) {
        this.notes = notes;
        this.replica = replica.name();
    }

    @GetMapping
    HeldNotes list() {
        return new HeldNotes(replica, notes.all());
    }

    @PostMapping
    ResponseEntity<HeldNote> add(@Valid @RequestBody NewNote wanted) {
        Note note = notes.add(wanted);
        log.info("keeps note {}", note.id());
        return ResponseEntity.created(URI.create("/api/notes/" + note.id())).body(new HeldNote(replica, note));
    }

    @GetMapping("/{id}")
    HeldNote read(@PathVariable UUID id) {
        return notes.find(id).map(note -> new HeldNote(replica, note)).orElseThrow(() -> missing(id));
    }

    private ErrorResponseException missing(UUID id) {
        ErrorResponseException missing = new ErrorResponseException(HttpStatus.NOT_FOUND);
        missing.setDetail("there is no note " + id + " in the memory of " + replica);
        missing.getBody().setProperty("replica", replica);
        return missing;
    }

    record HeldNote(String replica, Note note) {
    }

    record HeldNotes(String replica, List<Note> notes) {
    }
}
