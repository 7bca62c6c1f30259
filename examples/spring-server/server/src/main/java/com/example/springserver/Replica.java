package com.example.springserver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Which of the replicas this one is. */
@Component
class Replica {

    private final String name;

    /** Takes the pod's name where it is told, and the host's name elsewhere, which in a pod is the same. */
    Replica(@Value("${POD_NAME:}") String podName) throws UnknownHostException {
        name = podName.isBlank() ? InetAddress.getLocalHost().getHostName() : podName.strip();
    }

    String name() {
        return name;
    }
}
