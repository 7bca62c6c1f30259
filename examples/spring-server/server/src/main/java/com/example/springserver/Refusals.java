package com.example.springserver;

import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** What a client is told whose input was not taken; all else it is told by the class above. */
@RestControllerAdvice
class Refusals extends ResponseEntityExceptionHandler {

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Problem> problems = error.getFieldErrors().stream()
                .map(field -> new Problem(field.getField(), field.getDefaultMessage()))
                .sorted(Comparator.comparing(Problem::field).thenComparing(Problem::reason))
                .toList();
        ProblemDetail body = error.getBody();
        body.setDetail("the note has fields that cannot be taken");
        body.setProperty("problems", problems);
        return handleExceptionInternal(error, body, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException error, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = error.getCause() instanceof PropertyBindingException unknown
                ? "a note has no field " + unknown.getPropertyName()
                : "the body must be a JSON object with the texts title and text, of at most " + JsonInput.MAX_BYTES + " bytes";
        return handleExceptionInternal(error, ProblemDetail.forStatusAndDetail(status, detail), headers, status, request);
    }

    record Problem(String field, String reason) {
    }
}
