package org.callroster.values;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;

import io.quarkus.jackson.ObjectMapperCustomizer;

/**
 * JSON as the contract requires it: keys in the order of the record, absent values left out, {@code null} the same as absent.
 * Unknown keys, repeated keys and values of another type are refused, and so is {@code null} in a list, which would otherwise
 * empty it.
 */
@Singleton
public class JsonRules implements ObjectMapperCustomizer {

    /** No valid body exceeds these. The length of a string is limited per field. */
    private static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder().maxNestingDepth(64).maxNumberLength(100).maxNameLength(1000).build();

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory().setStreamReadConstraints(LIMITS);
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        refuseNonStrings(mapper);
        mapper.registerModule(new SimpleModule("liberal input")
                .addDeserializer(Boolean.class, new LenientDeserializers.Flag())
                .addDeserializer(Integer.class, new LenientDeserializers.WholeNumber()));
    }

    private static void refuseNonStrings(ObjectMapper mapper) {
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
}
