package dev.diver.core.catalog.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Folders of small packages. */
final class TestKernels {
    private TestKernels() {}

    static void plain(Path folder, String name, String version, String config, boolean isDefault, String summary)
            throws IOException {
        Files.createDirectories(folder.resolve("boot"));
        Files.createDirectories(folder.resolve("sdk/include"));
        Files.writeString(folder.resolve("boot/image"), "image of " + name + "\n");
        Files.writeString(folder.resolve("sdk/include/kernel.h"), "int kernel(void);\n");
        Files.writeString(folder.resolve("kernel.json"), manifest(name, version, config, isDefault, summary));
    }

    /** One that a Makefile makes. */
    static void built(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("kernel.json.in"), manifest("made", "1.0", "", true, "A kernel that is made"));
        Files.writeString(folder.resolve("Makefile"), """
                package:
                	mkdir -p $(OUT)/it/boot $(OUT)/it/sdk
                	echo an image >$(OUT)/it/boot/image
                	cp kernel.json.in $(OUT)/it/kernel.json
                """);
    }

    /** One that does not compress. */
    static void large(Path folder, int bytes) throws IOException {
        plain(folder, "large", "1.0", "", true, "A large one");
        var noise = new byte[bytes];
        new Random(5).nextBytes(noise);
        Files.write(folder.resolve("boot/image"), noise);
    }

    private static String manifest(String name, String version, String config, boolean isDefault, String summary) {
        return """
                {"name": "%s", "version": "%s", "configuration": "%s", "default": %s, "family": "test",
                 "summary": "%s", "licence": "Apache-2.0", "architecture": "amd64", "tags": ["test"], "modes": ["vm"],
                 "artifacts": [{"role": "image", "path": "boot/image"}, {"role": "sdk", "path": "sdk"}],
                 "boot": [{"protocol": "pvh"}]}
                """.formatted(name, version, config, isDefault, summary);
    }
}
