package dev.diver.core.language;

import dev.diver.core.home.DiverHome;
import dev.diver.core.net.Net;
import dev.diver.core.net.Nets;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.core.process.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * clangd in the sandbox that builds run in: it reads the net and writes nothing but its index, which is in a folder of
 * ours. It parses what somebody else wrote, with a parser that was not made for hostile text.
 */
public final class ClangdServers implements LanguageServers {
    /** Address space, of which clangd takes about 1 GiB for its threads' stacks and heaps alone. */
    private static final int MEMORY_MIB = 6144;

    /** Of one server's life; when it is used up the server ends and another one is started. */
    private static final int CPU_SECONDS = 3600;

    /** A message of a server: completions of a large header have about 100 KB, references in 1000 places 300 KB. */
    private static final int MOST_BYTES = 16 << 20;

    private final Nets nets;
    private final HostProgram host;
    private final Path folder;

    public ClangdServers(DiverHome home, Nets nets, HostProgram host) {
        this.nets = nets;
        this.host = host;
        folder = home.cache().resolve("language");
    }

    @Override
    public LanguageServer start(Net net) {
        if (!nets.isTrusted(net.directory())) {
            throw new DiverException(
                    Problem.Kind.UNTRUSTED,
                    net.name() + " came from elsewhere, so its C sources are not analysed yet.",
                    "clangd would read them with what they include.",
                    "It begins when you have said that you trust the net.");
        }
        var purpose = "for completion, definitions and errors while typing";
        var clangd = host.require("clangd", "clangd", purpose);
        var bwrap = host.require("bwrap", "bubblewrap", purpose);
        var prlimit = host.require("prlimit", "util-linux", purpose);
        try {
            var project = net.directory().toRealPath();
            var work = work(project);
            Files.writeString(work.resolve("compile_commands.json"), new CompilationDatabase(project).json());
            var inside = command(clangd, work);
            return RunningServer.start(
                    project,
                    Sandbox.command(bwrap, prlimit, work, List.of(project), MEMORY_MIB, CPU_SECONDS, inside),
                    work,
                    MOST_BYTES);
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(
                            Problem.Kind.FAILED,
                            "clangd could not be started for " + net.name() + ".",
                            String.valueOf(e.getMessage()),
                            "diver doctor tells what is missing."),
                    e);
        }
    }

    private Path work(Path project) throws IOException {
        // A name of fixed length for a path of any.
        var name = UUID.nameUUIDFromBytes(project.toString().getBytes(StandardCharsets.UTF_8));
        return Files.createDirectories(folder.resolve(name.toString()));
    }

    private static List<String> command(Path clangd, Path work) {
        return List.of(
                clangd.toString(),
                "--compile-commands-dir=" + work,
                // A project's own .clangd could add flags, and switch checks off that we count on.
                "--enable-config=false",
                "--background-index",
                "--clang-tidy=false",
                "--header-insertion=iwyu",
                "--header-insertion-decorators=false",
                "--function-arg-placeholders=false",
                "--fallback-style=LLVM",
                "--pch-storage=memory",
                "--limit-results=200",
                "--limit-references=1000",
                "-j=2",
                "--log=error");
    }
}
