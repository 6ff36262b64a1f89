package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.app.EngineFactory;
import dev.diver.core.Engine;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.node.DryRun;
import dev.diver.core.node.Node;
import dev.diver.core.node.NodeCheck.Finding;
import dev.diver.core.node.NodeCheck.Verdict;
import dev.diver.core.node.NodePartitioning;
import dev.diver.core.node.NodeServices;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.topology.QemuDesign;
import dev.diver.core.topology.Topology;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plans of nodes on the command line. What a real node answers is tested where nodes are asked. */
@Timeout(240)
class PlanOnNodeTest {
    @TempDir
    Path temp;

    private Engine engine;
    private String file;
    private String out = "";
    private String err = "";

    /** Answers as a node would, with one thing in the way. */
    private record Answering(Verdict memory) implements NodePartitioning {
        @Override
        public Topology topology(Node node, Progress progress, Cancellation cancellation) {
            return QemuDesign.parse("sockets=2,cores=2,memory=1GiB+1GiB").topology();
        }

        @Override
        public DryRun dryRun(Node node, PartitionPlan plan, Progress progress, Cancellation cancellation) {
            var part = plan.parts().getFirst();
            return new DryRun(
                    node.name(),
                    List.of(
                            new Finding("root", Verdict.WORKS, "Commands run as root.", ""),
                            new Finding("memory", memory, "Block 9 holds much.", "Empty it.")),
                    List.of(new DryRun.Part(
                            part.name(),
                            List.of(new DryRun.Step(
                                    "processor 3 goes offline",
                                    "it is online",
                                    "echo 0 > online",
                                    "echo 1 > online")))));
        }
    }

    @BeforeEach
    void realEngine() {
        engine =
                EngineFactory.create(DiverHome.in(temp.resolve("home"), temp.resolve("assets")), System.getenv("PATH"));
        // Nobody listens there.
        engine.nodes()
                .nodes()
                .add(new Node(
                        "lab", Optional.of(new Node.Ssh("127.0.0.1", 1, "root", Optional.empty())), Optional.empty()));
        file = temp.resolve("partition.json").toString();
    }

    private void answering(Verdict memory) {
        var nodes = engine.nodes();
        engine = new Engine(
                engine.home(),
                engine.catalog(),
                engine.importer(),
                engine.nets(),
                engine.builds(),
                engine.dives(),
                engine.runs(),
                engine.doctor(),
                new NodeServices(
                        nodes.nodes(),
                        nodes.secrets(),
                        nodes.control(),
                        nodes.checks(),
                        new Answering(memory),
                        nodes.hostKeys(),
                        nodes.shells()),
                engine.languages(),
                engine.registries(),
                engine.keys(),
                engine.publications());
    }

    private int run(String... words) {
        var outBytes = new ByteArrayOutputStream();
        var errBytes = new ByteArrayOutputStream();
        var status = new DiverCommandLine(() -> engine, new ObjectMapper(), new NoDebugger())
                .run(new PrintStream(outBytes, true), new PrintStream(errBytes, true), false, words);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        assertFalse(err.contains("\tat ") || err.contains("fault of Diver"), err);
        return status;
    }

    @Test
    void aPlanOfANodeIsMadeAndTried() {
        answering(Verdict.WARNING);
        assertEquals(0, run("plan", "new", file, "--node", "lab", "--template", "one-node"), err);
        assertTrue(err.contains("diver plan check " + file + " --node lab"), err);
        assertEquals(0, run("plan", "check", file, "--node", "lab"), out);
        assertEquals("""
                works    root    Commands run as root.
                warning  memory  Block 9 holds much.
                                 Empty it.

                part      step                      needs         undone by
                --------  ------------------------  ------------  ---------------
                cokernel  processor 3 goes offline  it is online  echo 1 > online
                """, out);
        assertTrue(err.contains(file + " on lab: no things in the way, 1 warning; nothing was changed"), err);
    }

    @Test
    void whatIsInTheWayIsAStatusAndADocument() throws Exception {
        answering(Verdict.FAILS);
        assertEquals(0, run("plan", "new", file), err);
        assertEquals(1, run("plan", "check", file, "--node", "lab", "--json"));
        var document = new ObjectMapper().readTree(out);
        assertFalse(document.path("ok").asBoolean(true));
        assertTrue(document.path("conflicts").isArray());
        assertEquals("lab", document.path("node").asText());
        assertEquals("cokernel", document.at("/steps/0/part").asText());
        assertEquals("echo 0 > online", document.at("/steps/0/taken").asText());
        assertEquals("echo 1 > online", document.at("/steps/0/givenBack").asText());
        assertEquals("fails", document.at("/findings/1/verdict").asText());
        assertEquals("Empty it.", document.at("/findings/1/remedy").asText());
    }

    @Test
    void aNodeThatIsNotThereIsTold() {
        assertEquals(0, run("plan", "new", file), err);
        assertEquals(1, run("plan", "check", file, "--node", "lab"));
        assertTrue(err.contains("lab does not answer at 127.0.0.1"), err);
        assertEquals(1, run("plan", "new", temp.resolve("other.json").toString(), "--node", "lab"));
        assertFalse(Files.exists(temp.resolve("other.json")));
        assertEquals(1, run("plan", "check", file, "--node", "lap"));
        assertTrue(err.contains("lab"), err);
    }

    @Test
    void oneMachineAtATime() {
        assertEquals(1, run("plan", "new", file, "--node", "lab", "--machine", "host"));
        assertTrue(err.contains("--node and --machine both name a machine."), err);
        assertEquals(1, run("plan", "new", file, "--node", "lab", "--processors", "4"));
        assertTrue(err.contains("--node says how many"), err);
    }
}
