package com.example.springserver;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How strictly bodies are read, beyond what settings can say. */
@Configuration(proxyBeanMethods = false)
class JsonInput {

    static final int MAX_BYTES = 16_384;

    @Bean
    Jackson2ObjectMapperBuilderCustomizer strictInput() {
        return builder -> builder.postConfigurer(mapper -> {
            limitSize(mapper);
            refuseOtherThanText(mapper);
        });
    }

    /** Tomcat limits forms only: without this, some large texts at once fill the heap. */
    private static void limitSize(ObjectMapper mapper) {
        StreamReadConstraints limits = StreamReadConstraints.builder().maxDocumentLength(MAX_BYTES).maxStringLength(MAX_BYTES).build();
        mapper.getFactory().setStreamReadConstraints(limits);
    }

    /** A number is a text to Jackson unless it is told otherwise. */
    private static void refuseOtherThanText(ObjectMapper mapper) {
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
}
