package com.example.springserver;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@SpringBootTest(properties = "POD_NAME=replica-of-tests")
@AutoConfigureMockMvc
class ServerTest {

    @Autowired
    private MockMvc server;

    @Test
    void greetsByNameAndVersion() throws Exception {
        server.perform(get("/"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.replica").value("replica-of-tests"))
                .andExpect(jsonPath("$.version").value("1.0.0"));
    }

    @Test
    void showsAtItsAddressWhatItKept() throws Exception {
        String address = send("{\"title\":\"a\",\"text\":\"b\"}").andExpect(status().isCreated()).andReturn().getResponse().getHeader("Location");
        server.perform(get(address))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.replica").value("replica-of-tests"))
                .andExpect(jsonPath("$.note.title").value("a"));
    }

    @Test
    void namesEveryFieldThatIsWrong() throws Exception {
        send("{\"title\":\" \"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.problems[0].field").value("text"))
                .andExpect(jsonPath("$.problems[1].field").value("title"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null", "{} {}", "{\"title\":1,\"text\":\"\"}", "{\"title\":true,\"text\":\"\"}", "{\"title\":\"a\",\"text\":\"b\",\"more\":1}"})
    void refusesWhatIsNoNote(String body) throws Exception {
        send(body).andExpect(status().isBadRequest()).andExpect(jsonPath("$.detail").isNotEmpty());
    }

    @Test
    void refusesMoreThanItReads() throws Exception {
        send("{\"title\":\"a\",\"text\":\"" + "b".repeat(2 * JsonInput.MAX_BYTES) + "\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value(containsString("bytes")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/elsewhere", "/actuator", "/actuator/env", "/api/notes/00000000-0000-0000-0000-000000000000"})
    void hasNothingElse(String path) throws Exception {
        server.perform(get(path)).andExpect(status().isNotFound()).andExpect(jsonPath("$.status").value(404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
    void isWell(String path) throws Exception {
        server.perform(get(path)).andExpect(status().isOk()).andExpect(jsonPath("$.status").value("UP"));
    }

    private ResultActions send(String note) throws Exception {
        return server.perform(post("/api/notes").contentType(MediaType.APPLICATION_JSON).content(note));
    }
}
