package dev.diver.deployer.vm.snorkel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.diver.core.home.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Builds snorkel, its packages and its test kernels once for all test classes, in a folder that goes at the end. */
public final class SnorkelBuild implements ParameterResolver {
    private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(SnorkelBuild.class);

    /** @param root below it {@code linked/}, {@code loader/} and {@code test/} */
    public record Images(Path root) implements AutoCloseable {
        public Path test(String name) {
            return root.resolve("test").resolve(name);
        }

        public Path configuration(String name) {
            return root.resolve(name);
        }

        @Override
        public void close() {
            Folders.delete(root);
        }
    }

    static Path assets() {
        return Path.of(System.getProperty("diver.assets"));
    }

    static Path sources() {
        return assets().resolve("kernels/snorkel");
    }

    /** Runs a program to its end and gives what it said; fails where its status is another. */
    public static String run(Path directory, int status, List<String> command)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(status, process.waitFor(), () -> String.join(" ", command) + "\n" + said);
        return said;
    }

    static void make(Path folder, Path output, String... targets) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("timeout", "120", "make", "-C", folder.toString()));
        command.add("OUT=" + output);
        command.addAll(List.of(targets));
        run(folder, 0, command);
    }

    private static Images build() {
        try {
            var root = Files.createTempDirectory(Path.of("/tmp"), "dv");
            make(sources(), root, "tests");
            make(sources(), root, "package");
            return new Images(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Images.class;
    }

    @Override
    public Images resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(SPACE).computeIfAbsent(Images.class, key -> build(), Images.class);
    }
}
