package dev.diver.deployer.vm.snorkel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.deployer.vm.snorkel.SnorkelBuild.Images;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Console, exit, time, arguments, memory and the C library, each by one tiny kernel. */
@ExtendWith(SnorkelBuild.class)
@Timeout(600)
class SnorkelBehaviourTest {
    private final Images images;

    SnorkelBehaviourTest(Images images) {
        this.images = images;
    }

    @Test
    void readsLinesAndKeysFromTheConsole() throws Exception {
        var end = Guest.of(images.test("console"))
                .types("type\n".replace("\n", "\r\n"), "one\n")
                .types("heard \"one\"", "tw\177\177\177two\r")
                .types("heard \"two\"", "raw\n")
                .types("press", "\003")
                .types("key 0x03", "last\n\004")
                .run();

        assertTrue(end.output().contains("one\nheard \"one\"\n"), end.output());
        assertTrue(end.output().contains("heard \"last\"\nend of input 1\n"), end.output());
        assertEquals(OptionalInt.of(0), end.status());
    }

    @Test
    void takesInputThatCameBeforeItWasReady() throws Exception {
        var end = Guest.of(images.test("console"))
                .commandLine("quiet echo=off")
                .types("", "early\n\004")
                .run();

        assertEquals("type\nheard \"early\"\nend of input 1\n", end.output());
    }

    @ParameterizedTest
    @CsvSource({
        "0 return,0",
        "1 return,1",
        "127 exit,127",
        "200 return,200",
        "255 exit,255",
        "3 abort,134",
        "3 assert,134",
        "3 twice,134"
    })
    void endsWithAStatus(String arguments, int status) throws Exception {
        var end = Guest.of(images.test("status")).arguments(arguments).run();

        assertEquals(OptionalInt.of(status), end.status());
        assertEquals(1, end.exit());
        assertEquals(status != 134, end.output().equals("goodbye\n"), end.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pc", "q35"})
    void powersOffByAcpiWhereThereIsNoExitDevice(String machine) throws Exception {
        var end = Guest.of(images.test("status"))
                .machine(machine)
                .withoutExitDevice()
                .run();

        assertEquals("goodbye\n", end.output());
        assertEquals(0, end.exit());
    }

    @Test
    void keepsTime() throws Exception {
        var end = Guest.of(images.test("timer")).run();

        var said =
                "slept 50 ms\ntoo short a period: -22\nticked 10 times\nthen stopped\nendless: 0\nthen never\nyear plausible\n";
        assertTrue(end.output().startsWith(said), end.output());
        assertEquals(OptionalInt.of(0), end.status());
    }

    @Test
    void passesArgumentsAndEnvironment() throws Exception {
        var end = Guest.of(images.test("arguments"))
                .commandLine("quiet unknown=key env.GREETING=hi \"env.A=b c\" program=prog"
                        + " -- one \"two three\" \"q\\\"uo\\\\te\" -- env.B=no \"\"")
                .run();

        assertEquals("""
                argv[0]=<prog>
                argv[1]=<one>
                argv[2]=<two three>
                argv[3]=<q"uo\\te>
                argv[4]=<-->
                argv[5]=<env.B=no>
                argv[6]=<>
                env <GREETING=hi>
                env <A=b c>
                GREETING=<hi>
                """, end.output());
        assertEquals(OptionalInt.of(0), end.status());
    }

    @Test
    void refusesAnEndlessCommandLine() throws Exception {
        var end = Guest.of(images.test("arguments")).arguments("x ".repeat(300)).run();

        assertTrue(end.output().contains("snorkel: panic: more than 256 arguments"), end.output());
        assertEquals(255, end.exit());
        assertTrue(end.status().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"16M", "200M"})
    void runsOutOfMemoryPolitely(String memory) throws Exception {
        var end = Guest.of(images.test("memory")).memory(memory).run();

        assertEquals("""
                image whole
                exercise 0
                leaked 0
                far too much: NULL
                full: malloc gives NULL, errno is ENOMEM
                took many pieces
                given back: all
                """, end.output());
        assertEquals(OptionalInt.of(0), end.status());
    }

    @Test
    void saysSoWhenItCannotGoOnForWantOfMemory() throws Exception {
        var end = Guest.of(images.test("memory"))
                .memory("16M")
                .commandLine("stack=64MiB")
                .run();

        assertTrue(end.output().contains("snorkel: panic: out of memory: 65536 KiB for the stack"), end.output());
        assertEquals(255, end.exit());
    }

    @ParameterizedTest
    @CsvSource({
        "-1,stack=-1 is not a size",
        "1KiBs,stack=1KiBs is not a size",
        "1K,stack=1024 is less than 16 KiB",
        "18446744073709551615,stack=18446744073709551615 is more than any memory"
    })
    void refusesAStackThatIsNone(String size, String reason) throws Exception {
        var end = Guest.of(images.test("memory")).commandLine("stack=" + size).run();

        assertTrue(end.output().contains("snorkel: panic: " + reason), end.output());
        assertEquals(255, end.exit());
    }

    @Test
    void usesMemoryAbove4GiB() throws Exception {
        var end = Guest.of(images.configuration("linked").resolve("boot/snorkel"))
                .memory("6G")
                .commandLine("")
                .run();

        assertTrue(end.output().startsWith("snorkel 0.1.0: 1 processor, 6143 MiB of memory\n"), end.output());
    }

    @ParameterizedTest
    @CsvSource({"pc,2", "pc,4", "q35,2", "q35,4", "q35,8", "pc,1"})
    void startsProcessors(String machine, int cpus) throws Exception {
        var end = Guest.of(images.test("processors"))
                .machine(machine)
                .cpus(cpus)
                .arguments("\"a task\"")
                .run();

        var lines = end.output().lines().toList();
        assertEquals(cpus + " processors", lines.getFirst());
        assertEquals("first: -22, none: -22", lines.get(1));
        for (var cpu = 1; cpu < cpus; cpu++) {
            var line = "processor " + cpu + " works on a task";
            assertEquals(2, lines.stream().filter(line::equals).count(), end.output());
        }
        assertEquals("counted right", lines.getLast());
        assertEquals(OptionalInt.of(0), end.status());
        assertFalse(end.output().contains("error"), end.output());
    }
}
