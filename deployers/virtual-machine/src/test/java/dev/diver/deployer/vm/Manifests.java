package dev.diver.deployer.vm;

import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.KernelManifestFormat;
import java.nio.charset.StandardCharsets;

/** Manifests for tests, from JSON as publishers write it. */
final class Manifests {
    private Manifests() {}

    static final String STATUS_PORT = """
            {"mode": "isa-debug-exit", "port": 244, "decode": "status-port", "statusPort": 233, "crash": 127}""";
    static final String ACPI = """
            {"mode": "acpi"}""";

    /** A multiboot kernel whose image is the given file of the package. */
    static KernelManifest tiny(String image) {
        return tiny(image, STATUS_PORT, "");
    }

    /** @param more more members of the JSON object, each with a comma behind */
    static KernelManifest tiny(String image, String exit, String more) {
        return read("""
                {%s
                 "name": "tiny", "version": "1", "default": true, "family": "tiny",
                 "summary": "A kernel of a few bytes", "licence": "Apache-2.0", "architecture": "amd64",
                 "tags": ["test"], "modes": ["vm"],
                 "artifacts": [{"role": "image", "path": "%s", "format": "elf32"}],
                 "boot": [{"protocol": "multiboot1", "machines": ["pc"], "cpus": 1}],
                 "console": {"device": "serial"},
                 "exit": %s}
                """.formatted(more, image, exit));
    }

    static KernelManifest read(String json) {
        return new KernelManifestFormat().read(json.getBytes(StandardCharsets.UTF_8), "a test");
    }
}
