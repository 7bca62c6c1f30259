package com.example.springserver;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import sun.misc.Signal;

/** The server; it ends when it is told to. */
@SpringBootApplication
public class Server {

    public static void main(String[] args) {
        // Java ends with 143 after SIGTERM, however orderly. The hooks that finish open requests run before this exit as well.
        Signal.handle(new Signal("TERM"), signal -> System.exit(0));
        SpringApplication.run(Server.class, args);
    }
}
