package dev.diver.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.diver.core.Mutations;
import dev.diver.core.home.DiverHome;
import dev.diver.core.option.TomlValues;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomlj.Toml;

class FileNodesTest {
    private static final String GOOD = """
            [ssh]
            host = "lab7.example"
            user = "root"

            [bmc]
            type = "ipmi"
            host = "bmc7.example"
            user = "admin"
            cipher-suite = 3

            [debug]
            stub = "localhost:3333"
            """;

    @TempDir
    private Path directory;

    private FileNodes nodes;
    private Path files;

    @BeforeEach
    void make() throws IOException {
        var home = DiverHome.in(directory, directory);
        nodes = new FileNodes(home);
        files = Files.createDirectories(home.config().resolve("nodes"));
    }

    private static Node node(String name, Node.Bmc bmc) {
        return new Node(
                name,
                Optional.of(new Node.Ssh("::1", 2222, "root", Optional.of(Path.of("/keys/\"odd\" \\ name")))),
                Optional.of(bmc),
                Optional.of(new Node.Stub.Port("jtag.example", 3333)));
    }

    @Test
    void keepsWhatWasAdded() {
        var ipmi = node("b", new Node.Ipmi("192.0.2.7", 6230, "admin", 17));
        var redfish = node(
                "a",
                new Node.Redfish(
                        URI.create("https://bmc.example:8443"),
                        "admin",
                        Optional.of("ab".repeat(32)),
                        Optional.of("437XR")));
        nodes.add(ipmi);
        nodes.add(redfish);
        assertEquals(List.of(redfish, ipmi), nodes.list());
        assertEquals(ipmi, nodes.find("b"));
        assertKind(Problem.Kind.IN_USE, () -> nodes.add(ipmi));
        var changed = node("b", new Node.Ipmi("192.0.2.8", 623, "admin", 3));
        nodes.replace(changed);
        assertEquals(changed, nodes.find("b"));
        nodes.remove("a");
        var failure = assertKind(Problem.Kind.NOT_FOUND, () -> nodes.find("a"));
        assertTrue(failure.problem().why().contains("\"b\""), failure.getMessage());
        assertKind(Problem.Kind.NOT_FOUND, () -> nodes.replace(redfish));
    }

    @Test
    void readsWhatAPersonWrote() throws IOException {
        Files.writeString(files.resolve("lab7.toml"), GOOD);
        var node = nodes.find("lab7");
        assertEquals(Optional.of(new Node.Ssh("lab7.example", 22, "root", Optional.empty())), node.ssh());
        assertEquals(Optional.of(new Node.Ipmi("bmc7.example", 623, "admin", 3)), node.bmc());
        assertEquals(Optional.of(new Node.Stub.Port("localhost", 3333)), node.stub());
    }

    @Test
    void aStubMayBeASocketOnTheNode() throws IOException {
        Files.writeString(files.resolve("lab7.toml"), GOOD.replace("localhost:3333", "/run/qemu/stub"));
        var node = nodes.find("lab7");
        assertEquals(Optional.of(new Node.Stub.Socket("/run/qemu/stub")), node.stub());
        nodes.replace(node);
        assertEquals(node, nodes.find("lab7"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            user = "admin"            | usr = "admin"                        | unknown key "usr". Did you mean "user"?
            cipher-suite = 3          | cipher-suite = 0                     | suite 0 lets anybody in
            cipher-suite = 3          | cipher-suite = 5                     | there is no such suite
            type = "ipmi"             | type = "impi"                        | Did you mean "ipmi"?
            type = "ipmi"             | port = 623                           | bmc.type is missing
            host = "bmc7.example"     | host = "-oProxyCommand=x"            | expected the name or address
            host = "bmc7.example"     | port = 70000                         | from 1 to 65535
            host = "bmc7.example"     | address = "https://x"                | only a BMC of the type "redfish"
            user = "admin"            | user = "-x"                          | expected the name of a user
            user = "admin"            | user = "seventeen-letters"           | at most 16 characters
            "localhost:3333"          | "unix:/run/stub"                     | write HOST:PORT
            "localhost:3333"          | "run/stub"                           | the path of a UNIX socket
            "localhost:3333"          | "/run/my stub"                       | the path of a UNIX socket
            "localhost:3333"          | "localhost:70000"                    | write HOST:PORT
            cipher-suite = 3          | password = "secret"                  | unknown key "password"
            """)
    void refusesWithThePlace(String good, String bad, String words) throws IOException {
        Files.writeString(files.resolve("lab7.toml"), GOOD.replace(good, bad));
        var failure = assertKind(Problem.Kind.INVALID, () -> nodes.find("lab7"));
        assertTrue(failure.problem().why().contains(words), failure.getMessage());
        assertTrue(failure.problem().why().matches("(?s)[0-9]+:[0-9]+: .*"), failure.getMessage());
        assertEquals(List.of("lab7"), nodes.broken());
        assertTrue(nodes.list().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "http://bmc.example, only https",
        "ftp://bmc.example, expected an address",
        "https://user@bmc.example, expected an address",
        "https://bmc.example/path, expected an address",
        "https://, expected an address"
    })
    void refusesAddressesOfRedfish(String address, String words) throws IOException {
        Files.writeString(
                files.resolve("r.toml"),
                "[bmc]\ntype = \"redfish\"\nuser = \"admin\"\naddress = \"" + address + "\"\n");
        var failure = assertKind(Problem.Kind.INVALID, () -> nodes.find("r"));
        assertTrue(failure.problem().why().contains(words), failure.getMessage());
    }

    @Test
    void refusesNamesThatLeaveTheDirectory() {
        var bmc = new Node.Ipmi("h", 623, "u", 3);
        for (var name : List.of("../x", "", "UPPER", "a/b", "x".repeat(64))) {
            assertKind(Problem.Kind.INVALID, () -> nodes.add(node(name, bmc)));
            assertKind(Problem.Kind.NOT_FOUND, () -> nodes.find(name));
        }
    }

    @Test
    void noTextBreaksTheReader() {
        Mutations.of(GOOD.getBytes(StandardCharsets.UTF_8), bytes -> {
            var text = new String(bytes, StandardCharsets.UTF_8);
            var reading = NodeFormat.read("lab", text);
            assertEquals(reading.node().isEmpty(), !reading.faults().isEmpty(), text);
        });
        assertFalse(NodeFormat.read("lab", "x = " + "[".repeat(30_000)).faults().isEmpty());
    }

    /** The schema for editors and the reader are one contract. */
    @Test
    void theSchemaSaysTheSame() throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        Files.readString(Path.of(System.getProperty("diver.assets"), "schema/node.schema.json")),
                        InputFormat.JSON);
        var bad = List.of(
                GOOD.replace("user = \"admin\"", "usr = \"admin\""),
                GOOD.replace("cipher-suite = 3", "cipher-suite = 0"),
                GOOD.replace("type = \"ipmi\"", "type = \"impi\""),
                GOOD.replace("host = \"bmc7.example\"", "port = 70000"),
                GOOD.replace("host = \"bmc7.example\"", "host = \"h\"\naddress = \"https://x\""),
                "");
        for (var text : bad) {
            assertFalse(NodeFormat.read("lab", text).faults().isEmpty(), text);
            assertFalse(schema.validate(json(text), InputFormat.JSON).isEmpty(), text);
        }
        assertTrue(NodeFormat.read("lab", GOOD).faults().isEmpty());
        assertTrue(schema.validate(json(GOOD), InputFormat.JSON).isEmpty());
    }

    private static String json(String text) throws IOException {
        return new ObjectMapper().writeValueAsString(TomlValues.of(Toml.parse(text)));
    }

    private static DiverException assertKind(Problem.Kind kind, Runnable action) {
        var failure = assertThrows(DiverException.class, action::run);
        assertEquals(kind, failure.problem().kind(), failure.getMessage());
        return failure;
    }
}
