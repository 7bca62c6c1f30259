package com.example.springserver;

import java.time.Instant;
import java.util.UUID;

/** A note as it is kept. Replicas know nothing of each other, so that only a random id means one note to all of them. */
record Note(UUID id, String title, String text, Instant createdAt) {
}
