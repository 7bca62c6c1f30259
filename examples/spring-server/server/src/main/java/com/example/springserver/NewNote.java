package com.example.springserver;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A note as a client sends it. */
record NewNote(
        @NotBlank(message = "must not be blank") @Size(max = 100, message = "must have at most 100 characters") String title,
        @NotNull(message = "is required") @Size(max = 1000, message = "must have at most 1000 characters") String text) {
}
