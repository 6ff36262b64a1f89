package dev.diver.core.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.Mutations;
import dev.diver.core.debug.DebugTarget.Processor;
import dev.diver.core.debug.DebugTarget.Source;
import dev.diver.core.debug.DebugTarget.SourceFolder;
import dev.diver.core.debug.DebugTarget.SymbolFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DebugJsonTest {
    private static final SymbolFile HELLO = new SymbolFile(
            Path.of("/a net/\"hello\""), "hello", OptionalLong.of(0x2000_0000_0000L), Optional.of("0123ab"), true);
    private static final SymbolFile NAMELESS =
            new SymbolFile(Path.of("/vmlinux"), "Linux", OptionalLong.empty(), Optional.empty(), false);

    private final DebugJson json = new DebugJson();

    private static DebugTarget target(Source source, String architecture, List<SymbolFile> symbols) {
        return new DebugTarget(
                source,
                architecture,
                List.of(new Processor("cpu 0", "Linux"), new Processor("cpu 3", "snorkel")),
                symbols,
                List.of(new SourceFolder("/usr/src/snorkel", Path.of("/store/sources"))));
    }

    private static DebugAccess stub(String architecture, List<SymbolFile> symbols) {
        return new DebugAccess.Available(target(new Source.Stub(Path.of("/run/gdb")), architecture, symbols));
    }

    @Test
    void whatIsWrittenIsRead() {
        for (var access : List.of(
                stub("i386:x86-64", List.of(HELLO, NAMELESS)),
                new DebugAccess.Available(target(new Source.Dump(Path.of("/run/core")), "i386", List.of())),
                new DebugAccess.Unavailable("It has none."))) {
            var text = json.write(access);
            assertFalse(text.contains("\n"));
            assertEquals(Optional.of(access), json.read(text));
        }
    }

    @Test
    void whatNobodyWouldWriteIsNotRead() {
        var odd = new SymbolFile(Path.of("/a\nshell rm"), "a", OptionalLong.empty(), Optional.empty(), true);
        var id = new SymbolFile(Path.of("/a"), "a", OptionalLong.empty(), Optional.of("no id"), true);
        for (var access : List.of(
                stub("i386\nshell rm", List.of()),
                stub("i386", List.of(odd)),
                stub("i386", List.of(id)),
                stub("i386", Collections.nCopies(2000, NAMELESS)))) {
            assertEquals(Optional.empty(), json.read(json.write(access)), access::toString);
        }
        for (var text :
                List.of("", "null", "[]", "{}", "{\"target\": {}}", "{\"target\": null, \"unavailable\": null}")) {
            assertEquals(Optional.empty(), json.read(text), text);
        }
    }

    @Test
    void damageIsRefusedOrReadAsSomethingSound() {
        var good = json.write(stub("i386:x86-64", List.of(HELLO, NAMELESS))).getBytes(StandardCharsets.UTF_8);
        Mutations.of(
                good,
                bytes -> json.read(new String(bytes, StandardCharsets.UTF_8))
                        .ifPresent(access ->
                                assertTrue(json.read(json.write(access)).isPresent())));
    }
}
