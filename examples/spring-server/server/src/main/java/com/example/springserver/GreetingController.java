package com.example.springserver;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Greets, and tells who does. */
@RestController
class GreetingController {

    private final Greeting greeting;

    GreetingController(Replica replica, @Value("${release.version}") String version) {
        greeting = new Greeting("Hello from " + replica.name(), replica.name(), version);
    }

    @GetMapping("/")
    Greeting greet() {
        return greeting;
    }

    record Greeting(String greeting, String replica, String version) {
    }
}
