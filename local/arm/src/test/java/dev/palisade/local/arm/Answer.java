package dev.palisade.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** An answer of the simulator as plain HTTP shows it. */
record Answer(int status, HttpHeaders headers, JsonNode body) {
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    String at(String pointer) {
        return body.at(pointer).asText();
    }

    String code() {
        return at("/error/code");
    }
}
