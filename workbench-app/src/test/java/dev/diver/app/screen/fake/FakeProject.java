package dev.diver.app.screen.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the files of a net. */
final class FakeProject {
    private FakeProject() {}

    static void write(Path directory, String name, String kernel) {
        try {
            put(directory, "net.toml", """
                    # What this net is: an application and the kernel it runs on.
                    [net]
                    name = "%s"
                    version = "0.1.0"

                    [kernel]
                    ref = "%s"

                    [app]
                    program = "build/%s"
                    args = ["world"]

                    [dive]
                    mode = "vm"

                    [dive.vm]
                    cpus = 1
                    memory = "128MiB"      # more than enough
                    """.formatted(name, kernel, name));
            put(directory, "src/main.c", """
                    #include <stdio.h>
                    #include <snorkel/time.h>

                    /* Greets whoever is named on the command line. */
                    static const char *name_of(int argc, char **argv)
                    {
                        return argc > 1 ? argv[1] : "somebody";
                    }

                    int main(int argc, char **argv)
                    {
                        uint64_t start = snorkel_nanoseconds();
                        printf("hello %s\\n", name_of(argc, argv));
                        printf("that took %lu ns\\n", snorkel_nanoseconds() - start);
                        return 0; // the exit status of the dive
                    }
                    """);
            put(
                    directory,
                    "src/start.S",
                    "    .text\n    .globl _start\n_start:\n    mov $0, %eax   # status\n    ret\n");
            put(
                    directory,
                    "Makefile",
                    "NAME := " + name
                            + "\n\nbuild/$(NAME): src/main.c kernel/snorkel.ld\n\tmkdir -p build\n\tgcc -o $@ $<\n\n.PHONY: clean\nclean:\n\trm -rf build\n");
            put(directory, "README.md", "# " + name + "\nBuild it, dive it.\n");
            put(directory, "compile_commands.json", "[]\n");
            put(directory, "test/greets.txt", "hello world\n");
            put(directory, "kernel/include/stdio.h", "int printf(const char *format, ...);\n");
            put(directory, "kernel/snorkel.ld", "ENTRY(start)\n");
            put(directory, "net.lock", "kernel = \"" + kernel + "\"\n");
        } catch (IOException e) {
            throw FakeNets.unchecked(e);
        }
    }

    private static void put(Path directory, String name, String text) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
