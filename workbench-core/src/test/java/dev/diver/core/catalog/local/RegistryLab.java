package dev.diver.core.catalog.local;

import dev.diver.core.catalog.oci.Descriptor;
import dev.diver.core.catalog.oci.ImageManifest;
import dev.diver.core.catalog.oci.OciJson;
import dev.diver.core.catalog.oci.OciLayout;
import dev.diver.core.catalog.packaging.IndexAnnotations;
import dev.diver.core.catalog.packaging.KernelAnnotations;
import dev.diver.core.catalog.packaging.PackageFormat;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.catalog.registry.Registry;
import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelManifestFormat;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.process.HostProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A publisher's catalog of small kernels in a real registry. */
final class RegistryLab implements AutoCloseable {
    private static final Cancellation NEVER = new Cancellation();

    private final Path folder;
    private final DockerRegistry server;
    private final Registry registry;
    private final String prefix;
    private final OciJson json = new OciJson();

    /** @param prefix of its repositories */
    RegistryLab(Path folder, String prefix) throws Exception {
        this.folder = folder;
        this.prefix = prefix;
        server = DockerRegistry.open(Files.createDirectories(folder.resolve("registry")));
        registry = new Registry(address(), RegistryLogins.NONE, Optional.empty(), json);
    }

    RegistryAddress address() {
        return RegistryAddress.parse(server.host() + "/" + prefix);
    }

    Registry registry() {
        return registry;
    }

    String repository(String name) {
        return registry.address().repository(name);
    }

    /** No longer reached by anybody. */
    void stop() throws Exception {
        server.close();
    }

    /**
     * Pushes a kernel under its tag.
     *
     * @return as an index has it
     */
    Descriptor push(String name, String version, String configuration, String summary) throws Exception {
        var own = folder.resolve("publisher-" + name + version + configuration + summary.hashCode());
        TestKernels.plain(own.resolve("assets/kernels/it"), name, version, configuration, true, summary);
        var home = DiverHome.in(own, own.resolve("assets"));
        try (var theirs = new LocalCatalog(home, new HostProgram("/usr/bin:/bin"))) {
            theirs.open(Progress.NONE, NEVER);
        }
        var layout = new OciLayout(home.data().resolve("catalog"), json);
        var described = layout.index().manifests().getFirst();
        var image = layout.manifest(described);
        for (var blob : image.blobs().toList()) {
            registry.upload(repository(name), blob, layout.blob(blob.digest()), "", done -> {}, NEVER);
        }
        var tag = KernelReference.parse(described.annotation(KernelAnnotations.REF_NAME))
                .tag();
        registry.putManifest(
                repository(name),
                tag,
                ImageManifest.MEDIA_TYPE,
                layout.read(described, OciLayout.MANIFEST_LIMIT),
                NEVER);
        var manifest = new PackageFormat(json, new KernelManifestFormat()).manifest(layout, described);
        return described.with(IndexAnnotations.of(manifest, image, List.of()));
    }

    static Descriptor yanked(Descriptor kernel, String why) {
        var annotations = new TreeMap<>(kernel.annotations());
        annotations.put(IndexAnnotations.YANKED, why);
        return kernel.with(annotations);
    }

    @Override
    public void close() throws Exception {
        registry.close();
        server.close();
    }
}
