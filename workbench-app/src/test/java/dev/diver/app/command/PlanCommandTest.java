package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
    @TempDir
    Path temp;

    private String out = "";
    private String err = "";
    private String file;

    @BeforeEach
    void name() {
        file = temp.resolve("partition.json").toString();
    }

    private int plan(String... args) {
        var outBytes = new ByteArrayOutputStream();
        var errBytes = new ByteArrayOutputStream();
        var words = new String[args.length + 1];
        words[0] = "plan";
        System.arraycopy(args, 0, words, 1, args.length);
        // No engine: a plan needs neither catalog nor host tools.
        var status = new DiverCommandLine(() -> null, new ObjectMapper(), new NoDebugger())
                .run(new PrintStream(outBytes, true), new PrintStream(errBytes, true), false, words);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        assertFalse(err.contains("\tat ") || err.contains("fault of Diver"), err);
        return status;
    }

    private void change(String right, String wrong) throws IOException {
        var text = Files.readString(Path.of(file));
        assertTrue(text.contains(right), text);
        Files.writeString(Path.of(file), text.replace(right, wrong));
    }

    @Test
    void whatIsNewIsGoodAndSaysWhoGetsWhat() {
        assertEquals(0, plan("new", file), err);
        assertEquals(file + "\n", out);
        assertEquals(0, plan("check", file), out);
        assertTrue(out.contains("Linux     0  512MiB, all that no part has\ncokernel  1  256MiB at 0x1fe00000\n"), out);
        assertTrue(err.contains(": no conflicts, "), err);
    }

    @Test
    void optionsOfNew() throws IOException {
        assertEquals(
                0, plan("new", file, "--processors", "4", "--memory", "1200MiB", "--template", "half-of-each"), err);
        assertTrue(Files.readString(Path.of(file)).contains("\"size\": \"600MiB\""));
        assertEquals(0, plan("check", file), out);
    }

    @Test
    void nothingIsWrittenOver() throws IOException {
        Files.writeString(Path.of(file), "mine");
        assertEquals(1, plan("new", file));
        assertTrue(err.contains("exists.\nA new plan never writes over what is there."), err);
        assertEquals("mine", Files.readString(Path.of(file)));
    }

    @Test
    void conflictsAreListedWithPlacesAndRemedies() throws IOException {
        plan("new", file);
        change("\"processors\": \"0\"", "\"processors\": \"1\"");
        change("\"256MiB\"", "\"257MiB\"");
        assertEquals(1, plan("check", file));
        assertTrue(out.contains("""
                conflict linux-without-processor-0 at /linux/processors:
                  Linux lacks processor 0"""), out);
        assertTrue(out.contains("""
                conflict misaligned at /parts/0/memory/0/size:
                  257MiB is no multiple of 2MiB.
                  Near are 256MiB and 258MiB.
                """), out);
        assertTrue(err.contains("3 conflicts, "), err);
        for (var format : new String[] {"qemu", "kernel-command-line"}) {
            assertEquals(1, plan("export", file, "--format", format));
            assertEquals("", out);
            assertTrue(err.contains("has 3 conflicts.") && err.contains("/linux/processors: "), err);
        }
    }

    @Test
    void conflictsAsJson() throws IOException {
        plan("new", file);
        change("\"processors\": \"1\"", "\"processors\": \"0-1\"");
        assertEquals(1, plan("check", file, "--json"));
        var document = new ObjectMapper().readTree(out);
        assertFalse(document.path("ok").asBoolean(true));
        var conflict = document.at("/conflicts")
                .valueStream()
                .filter(one -> one.path("severity").asText().equals("conflict"))
                .toList();
        assertEquals(1, conflict.size(), out);
        assertEquals("processor-twice", conflict.getFirst().path("code").asText());
        assertEquals("/parts/0/processors", conflict.getFirst().path("where").asText());
        assertEquals(
                "\"cokernel\" and Linux both have processor 0.",
                conflict.getFirst().path("message").asText());
    }

    @Test
    void warningsDoNotFail() throws IOException {
        plan("new", file, "--processors", "255");
        assertEquals(0, plan("check", file, "--json"));
        var document = new ObjectMapper().readTree(out);
        assertTrue(document.path("ok").asBoolean());
        assertEquals(
                "host-has-fewer-processors", document.at("/conflicts/0/code").asText());
        assertEquals(0, plan("export", file, "--format", "qemu"));
        assertTrue(err.contains("warning: This host has "), err);
    }

    @Test
    void whatFollows() {
        plan("new", file);
        assertEquals(0, plan("export", file, "--format", "kernel-command-line"));
        assertEquals("memmap=256M$0x1fe00000 no_ipi_broadcast=1\n", out);
        assertTrue(err.contains("memmap=256M\\\\\\$0x1fe00000"), err);
        assertEquals(0, plan("export", file, "--format", "qemu"));
        assertEquals(
                "-machine pc,memory-backend=ram -smp 2 -m size=768M"
                        + " -object memory-backend-file,id=ram,size=768M,mem-path=ram,share=on\n",
                out);
    }

    @Test
    void aDesignIsDividedAndExportedToAll() {
        assertEquals(
                0,
                plan(
                        "new",
                        file,
                        "--machine",
                        "qemu:sockets=2,cores=2,threads=2,memory=1GiB+1GiB",
                        "--template",
                        "one-node"),
                err);
        assertEquals(0, plan("check", file), out);
        assertTrue(out.contains("cokernel  4-7  1022MiB at 0x40000000\n"), out);
        assertEquals(0, plan("export", file, "--format", "qemu"));
        assertTrue(out.contains("-smp 8,sockets=2,cores=2,threads=2 "), out);
        assertTrue(out.contains("-numa node,nodeid=1,cpus=4-7,memdev=ram1"), out);
        assertEquals(0, plan("export", file, "--format", "mckernel"));
        assertEquals("-c 4-7 -m 1022M@1 -r 4:0+5:1+6:2+7:3\n", out);
        assertEquals(0, plan("export", file, "--format", "jailhouse", "--part", "cokernel"));
        assertTrue(out.contains("0x00000000000000f0ULL"), out);
        assertEquals(0, plan("export", file, "--format", "pisces"));
        assertTrue(out.startsWith("<pisces name=\"cokernel\">"), out);
        assertEquals(1, plan("export", file, "--format", "pisces", "--part", "cokernal"));
        assertTrue(err.contains("Did you mean \"cokernel\"?"), err);
        assertEquals(1, plan("export", file, "--format", "qemu", "--part", "cokernel"));
        assertTrue(err.contains("Leave --part out."), err);
    }

    @Test
    void aPlanIsHeldAgainstMachines() throws IOException {
        var machine = Files.writeString(temp.resolve("server.xml"), """
                <topology version="2.0">
                  <object type="Machine" complete_cpuset="0xf">
                    <object type="NUMANode" os_index="0" cpuset="0xf" local_memory="4294967296"/>
                    <object type="Core" os_index="0"><object type="PU" os_index="0"/><object type="PU" os_index="1"/></object>
                    <object type="Core" os_index="1"><object type="PU" os_index="2"/><object type="PU" os_index="3"/></object>
                  </object>
                </topology>
                """).toString();
        assertEquals(0, plan("new", file, "--machine", machine), err);
        assertTrue(err.contains("note: Where the memory of " + machine + " lies is not known"), err);
        assertEquals(0, plan("check", file, "--machine", machine), out);
        assertTrue(err.contains("only amounts are compared"), err);
        assertEquals(1, plan("check", file, "--machine", "qemu:cores=8", "--json"));
        assertEquals(
                "machine-differs",
                new ObjectMapper().readTree(out).at("/conflicts/0/code").asText(),
                out);
        assertEquals(1, plan("check", file, "--machine", "server.xlm"));
        assertTrue(err.contains("There is no machine \"server.xlm\""), err);
    }

    @Test
    void thisHost() {
        // Whoever runs the tests, and on whatever: a plan that fits, or the reason why there is none.
        if (plan("new", file, "--machine", "host") == 0) {
            assertEquals(0, plan("check", file, "--machine", "host"), out);
        } else {
            assertTrue(err.contains("cannot be divided"), err);
        }
    }

    @Test
    void aBrokenPlanHasItsLineAndColumn() throws IOException {
        plan("new", file);
        change("\"memory\": \"768MiB\"", "\"memry\": \"768MiB\"");
        for (var verb : new String[] {"check", "export"}) {
            assertEquals(1, verb.equals("check") ? plan(verb, file) : plan(verb, file, "--format", "qemu"));
            assertTrue(err.contains(file + ":5:5: /machine: unknown key \"memry\". Did you mean \"memory\"?"), err);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new|Missing required parameter: 'FILE'|2",
                "new FILE --memory 1apple|\"1apple\" is not an amount of memory|2",
                "new FILE --template half|Known are half-of-each, one-core, one-core-for-linux, one-node.|2",
                "new FILE --template one-node|--machine qemu:|1",
                "new FILE --machine host --processors 2|Leave --processors and --memory out|1",
                "new FILE --machine hots|Did you mean \"host\"?|1",
                "new FILE --machine qemu:core=2|Did you mean \"cores\"?|1",
                "new FILE --template half|diver plan new --help lists|2",
                "new FILE --template one-cor|Did you mean \"one-core\"|2",
                "new FILE --processors 1|A machine with 1 processor cannot be divided|1",
                "new FILE --memory 100MiB|Take at least 290MiB|1",
                "check FILE|diver plan new|1",
                "export FILE|--format|2",
                "export FILE --format qmu|Did you mean \"qemu\"|2",
                "chek FILE|check|2",
                "check /dev/zero|is not a file|1",
            })
    void whatIsWrongIsSaid(String line, String words, int status) {
        assertEquals(status, plan(line.replace("FILE", file).split(" ")), err);
        assertTrue(err.contains(words), err);
        assertTrue(Files.notExists(Path.of(file)));
    }
}
