package dev.diver.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.core.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RunJsonTest {
    private final RunJson json = new RunJson();

    @Test
    void whatIsWrittenIsRead() {
        var run = RunRecords.ended("01K");
        assertEquals(run, json.read(json.write(run)).orElseThrow());
    }

    @Test
    void anyTextIsARecordOrNone() {
        Mutations.of(
                json.write(RunRecords.ended("01K")).getBytes(StandardCharsets.UTF_8),
                bytes -> json.read(new String(bytes, StandardCharsets.UTF_8)));
    }
}
