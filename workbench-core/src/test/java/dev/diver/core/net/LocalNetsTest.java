package dev.diver.core.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalNetsTest {
    private static final KernelReference TINY = KernelReference.parse("tiny:1.0");

    @TempDir
    Path temp;

    private FakeCatalog catalog;
    private LocalNets nets;

    @BeforeEach
    void aTemplate() throws IOException {
        var template = Files.createDirectories(temp.resolve("assets/templates/plain/src"));
        Files.writeString(template.resolve("main.c"), "int main(void) { return 0; }\n");
        Files.writeString(template.getParent().resolve("net.toml"), """
                [net]
                name = "${name}"

                [kernel]
                ref = "${kernel}"

                [app]
                program = "build/${name}"
                """);
        Files.writeString(template.getParent().resolve("place"), "${directory}\n");
        Files.write(template.getParent().resolve("picture"), new byte[] {(byte) 0xff, '$', '{', (byte) 0xfe});
        catalog = new FakeCatalog(temp.resolve("tiny"));
        var home = DiverHome.in(temp.resolve("home"), temp.resolve("assets"));
        nets = new LocalNets(home, catalog, Map.of(Mode.VM, new OptionSchema(List.of())));
    }

    private Net create(String directory) {
        return nets.create(temp.resolve(directory), TINY, Optional.empty(), Progress.NONE, new Cancellation());
    }

    @Test
    void aNewNetHasAllThatItNeedsAndIsTrusted() throws IOException {
        var net = create("My App");
        assertEquals("my-app", net.name());
        assertEquals(Optional.of("build/my-app"), net.program());
        var directory = temp.resolve("My App");
        assertTrue(Files.exists(directory.resolve("kernel/include/kernel.h")));
        assertTrue(Files.exists(directory.resolve("kernel/symbols/kernel.elf")));
        assertTrue(Files.exists(directory.resolve("kernel/kernel.json")));
        assertEquals(directory + "\n", Files.readString(directory.resolve("place")));
        assertEquals(4, Files.size(directory.resolve("picture")));
        assertTrue(nets.isTrusted(directory));
        assertEquals(List.of(directory), nets.recent());
        assertEquals(List.of("plain"), nets.templates(TINY));
    }

    @Test
    void aProjectFromElsewhereIsNotTrustedBeforeSomebodySaysSo() throws IOException {
        create("mine");
        var foreign = Files.createDirectories(temp.resolve("foreign"));
        Files.copy(temp.resolve("mine/net.toml"), foreign.resolve("net.toml"));
        assertFalse(nets.isTrusted(foreign));
        nets.open(foreign);
        assertFalse(nets.isTrusted(foreign));
        nets.trust(foreign);
        assertTrue(nets.isTrusted(foreign));
    }

    @Test
    void nothingThatIsThereIsOverwrittenAndNothingHalfIsLeft() throws IOException {
        var full = Files.createDirectories(temp.resolve("full"));
        Files.writeString(full.resolve("thesis.tex"), "years of work");
        assertEquals(Problem.Kind.INVALID, problem(() -> create("full")).kind());
        assertEquals("years of work", Files.readString(full.resolve("thesis.tex")));

        var cancelled = new Cancellation();
        cancelled.cancel();
        var kind = problem(() -> nets.create(temp.resolve("no"), TINY, Optional.empty(), Progress.NONE, cancelled))
                .kind();
        assertEquals(Problem.Kind.CANCELLED, kind);
        var unknown = problem(
                () -> nets.create(temp.resolve("no"), TINY, Optional.of("plian"), Progress.NONE, new Cancellation()));
        assertTrue(unknown.remedy().contains("plain"), unknown.text());
        try (var children = Files.list(temp)) {
            assertTrue(
                    children.noneMatch(child -> child.getFileName().toString().contains("no")));
        }
    }

    @Test
    void aSatisfiedLockAsksNobody() {
        var net = create("locked");
        var before = catalog.pulls();
        nets.kernel(net, Progress.NONE, new Cancellation());
        assertEquals(before, catalog.pulls());
    }

    @Test
    void aMissingLockIsWrittenAndADifferentKernelIsRefused() throws IOException {
        var net = create("app");
        Files.delete(temp.resolve("app/net.lock"));
        nets.kernel(net, Progress.NONE, new Cancellation());
        assertTrue(Files.readString(temp.resolve("app/net.lock")).contains("sha256:aaaa"));

        catalog.become("sha256:" + "b".repeat(64), true);
        var problem = problem(() -> nets.kernel(net, Progress.NONE, new Cancellation()));
        assertTrue(problem.remedy().contains("diver build --relock " + net.directory()), problem.text());

        // The remedy mends it, headers included; what the person wrote stays.
        var header = temp.resolve("app/kernel/include/kernel.h");
        Files.writeString(header, "of the old kernel");
        Files.writeString(temp.resolve("app/mine.c"), "mine");
        nets.relock(net, Progress.NONE, new Cancellation());
        assertEquals("#define KERNEL 1\n", Files.readString(header));
        assertTrue(Files.exists(temp.resolve("app/mine.c")));
        assertTrue(Files.readString(temp.resolve("app/net.lock")).contains("sha256:bbbb"));
        nets.kernel(net, Progress.NONE, new Cancellation());
        try (var files = Files.list(temp.resolve("app"))) {
            assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith(".")));
        }

        Files.writeString(temp.resolve("app/net.lock"), "[kernel]\nref = 3\n");
        assertEquals(
                Problem.Kind.INVALID,
                problem(() -> nets.kernel(net, Progress.NONE, new Cancellation()))
                        .kind());
    }

    @Test
    void whatIsNoNetIsSaid() {
        assertEquals(Problem.Kind.NOT_FOUND, problem(() -> nets.open(temp)).kind());
    }

    private static Problem problem(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(DiverException.class, action).problem();
    }
}
