package dev.diver.console.gdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code session.mi} is what gdb 13.1 said at a snorkel guest: attach, break, look, change of thread, watch, detach. */
class MiParserTest {

    @Test
    void readsAllOfASession() throws IOException {
        var records = parse(session());
        assertTrue(records.stream().noneMatch(MiRecord.Unreadable.class::isInstance), records.toString());
        assertEquals(
                List.of("done", "running", "error", "exit"),
                records.stream()
                        .filter(MiRecord.Result.class::isInstance)
                        .map(read -> ((MiRecord.Result) read).type())
                        .distinct()
                        .toList());
        var stops = records.stream()
                .filter(read -> read instanceof MiRecord.Async async && "stopped".equals(async.type()))
                .map(read -> ((MiRecord.Async) read).values())
                .toList();
        assertEquals(
                List.of("", "breakpoint-hit", "breakpoint-hit", "signal-received", "watchpoint-trigger"),
                stops.stream().map(stop -> stop.text("reason")).toList());
        var last = stops.getLast();
        assertEquals("98515378", last.tuple("value").text("new"));
        assertEquals(OptionalLong.of(0x100195), last.tuple("frame").address("addr"));
    }

    @Test
    void readsNestedValues() throws IOException {
        var children = answer(13).tuples("children");
        assertEquals(3, children.size());
        assertEquals("corners", children.get(1).text("exp"));
        assertEquals(3, children.get(1).number("numchild").orElseThrow());
        var instructions = answer(16).tuples("asm_insns").getFirst().tuples("line_asm_insn");
        assertEquals("movl   $0x7,-0x28(%rbp)", instructions.get(1).text("inst"));
        assertEquals("\"grün\"", answer(14).text("value"));
        assertEquals("grün", text("~\"gr\\303\\274n\""));
        assertEquals("a\tb\n\"c\" \\ \033[0m\007", text("~\"a\\tb\\n\\\"c\\\" \\\\ \\033[0m\\a\""));
    }

    @Test
    void aCutAnywhereChangesNothing() throws IOException {
        var bytes = session();
        var whole = parse(bytes);
        for (var cut = 0; cut <= bytes.length; cut++) {
            var records = new ArrayList<MiRecord>();
            var parser = new MiParser(records::add);
            parser.parse(bytes, 0, cut);
            parser.parse(bytes, cut, bytes.length - cut);
            assertEquals(whole, records, "cut at " + cut);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "^done,",
                "^done,a",
                "^done,a=",
                "^done,a=\"b",
                "^done,a={",
                "^done,a={b=\"c\"",
                "^done,a=[\"b\",",
                "^done,a=\"b\"c",
                "~text",
                "~\"text\" more",
                "999999999999999999999999^done",
                "\0\0\0"
            })
    void whatIsNoRecordIsSaidToBeNone(String line) {
        var records = parse((line + "\n(gdb) \n").getBytes(StandardCharsets.UTF_8));
        assertInstanceOf(MiRecord.Unreadable.class, records.getFirst(), line);
        assertInstanceOf(MiRecord.Prompt.class, records.getLast());
    }

    @Test
    void depthAndLengthAreBounded() {
        var deep = "^done,a=" + "[".repeat(1_000_000) + "\n";
        assertInstanceOf(
                MiRecord.Unreadable.class,
                parse(deep.getBytes(StandardCharsets.UTF_8)).getFirst());
        var records = new ArrayList<MiRecord>();
        var parser = new MiParser(records::add);
        var piece = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        for (var sent = 0; sent < 20; sent++) {
            parser.parse(piece, 0, piece.length);
        }
        var rest = "\n7^done\n".getBytes(StandardCharsets.UTF_8);
        parser.parse(rest, 0, rest.length);
        assertInstanceOf(MiRecord.Unreadable.class, records.get(0));
        assertEquals(OptionalLong.of(7), ((MiRecord.Result) records.get(1)).token());
    }

    @Test
    void damagedTrafficThrowsNothing() throws IOException {
        var random = new Random(7);
        for (var round = 0; round < 300; round++) {
            var bytes = session();
            for (var damage = 0; damage < 1 + random.nextInt(8); damage++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            parse(bytes);
        }
    }

    private static byte[] session() throws IOException {
        try (var in = MiParserTest.class.getResourceAsStream("session.mi")) {
            return in.readAllBytes();
        }
    }

    private static MiValue.Tuple answer(long token) throws IOException {
        return parse(session()).stream()
                .filter(read ->
                        read instanceof MiRecord.Result result && result.token().equals(OptionalLong.of(token)))
                .map(read -> ((MiRecord.Result) read).values())
                .findFirst()
                .orElseThrow();
    }

    private static String text(String line) {
        return ((MiRecord.Stream)
                        parse((line + "\n").getBytes(StandardCharsets.UTF_8)).getFirst())
                .text();
    }

    private static List<MiRecord> parse(byte[] bytes) {
        var records = new ArrayList<MiRecord>();
        new MiParser(records::add).parse(bytes, 0, bytes.length);
        return records;
    }
}
