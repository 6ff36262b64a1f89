package dev.diver.app.screen.fake;

import dev.diver.core.Engine;
import dev.diver.core.catalog.CatalogHealth;
import dev.diver.core.catalog.HostAbility;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.catalog.Registries;
import dev.diver.core.catalog.registry.RegistryLogins;
import dev.diver.core.catalog.remote.FileCatalogs;
import dev.diver.core.catalog.remote.KeptLogins;
import dev.diver.core.catalog.remote.LocalRegistries;
import dev.diver.core.catalog.remote.RegistryIndexes;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.catalog.search.LuceneCatalogIndex;
import dev.diver.core.catalog.trust.LocalKeys;
import dev.diver.core.catalog.trust.SecretKeys;
import dev.diver.core.doctor.Doctor;
import dev.diver.core.doctor.DoctorReport;
import dev.diver.core.home.DiverHome;
import dev.diver.core.importer.KernelImporter;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.AppModel;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.kernel.Mode;
import dev.diver.core.language.ClangdServers;
import dev.diver.core.language.LanguageServers;
import dev.diver.core.net.Nets;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.core.publish.LocalPublications;
import dev.diver.core.secret.Secrets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** An engine without QEMU, make or network, over real files in a directory of its own. */
public final class FakeEngine {
    private FakeEngine() {}

    public static Engine in(Path root) {
        return in(root, 40);
    }

    public static Engine in(Path root, int pastRuns) {
        return in(root, pastRuns, FakeEngine::noClangd);
    }

    /** With the real clangd. */
    public static Engine withClangd(Path root) {
        return in(root, 40, (home, nets) -> new ClangdServers(home, nets, new HostProgram(System.getenv("PATH"))));
    }

    /** On a desktop that keeps secrets, for as long as the engine is used. */
    public static Engine withSecretStore(Path root) {
        return in(root, 0, FakeEngine::noClangd, Optional.of(new FakeSecrets()));
    }

    private static LanguageServers noClangd(DiverHome home, Nets nets) {
        return net -> {
            throw new DiverException(Problem.Kind.MISSING_TOOL, "clangd is missing on this machine.", "", "");
        };
    }

    private static Engine in(Path root, int pastRuns, BiFunction<DiverHome, Nets, LanguageServers> languages) {
        return in(root, pastRuns, languages, Optional.empty());
    }

    private static Engine in(
            Path root,
            int pastRuns,
            BiFunction<DiverHome, Nets, LanguageServers> languages,
            Optional<Secrets> desktop) {
        var home = DiverHome.in(root.resolve("home"), root.resolve("assets"));
        var catalog = new FakeCatalog(root);
        var nets = new FakeNets(catalog);
        var runs = new FakeRuns();
        runs.addPast(root, pastRuns);
        var builds = new FakeBuilds(nets);
        var dives = new FakeDives(runs, nets, root);
        var catalogs = new FileCatalogs(home);
        var logins = new KeptLogins(desktop, RegistryLogins.NONE);
        var packages = new RegistryPackages(catalogs, logins);
        return new Engine(
                home,
                catalog,
                new FakeImporter(catalog),
                nets,
                builds,
                dives,
                runs,
                new FakeDoctor(),
                FakeNodes.services(),
                languages.apply(home, nets),
                registries(home, catalogs, logins, packages),
                new LocalKeys(home, new SecretKeys(home), Clock.systemUTC()),
                new LocalPublications(new LocalPublications.Parts(
                        home,
                        new HostProgram(System.getenv("PATH")),
                        catalog,
                        nets,
                        builds,
                        dives,
                        catalogs,
                        packages,
                        Clock.systemUTC())));
    }

    private static Registries registries(
            DiverHome home, FileCatalogs catalogs, KeptLogins logins, RegistryPackages packages) {
        var search = new LuceneCatalogIndex(home.cache().resolve("search"));
        return new LocalRegistries(
                catalogs, logins, packages, new RegistryIndexes(home, packages, search, Clock.systemUTC()));
    }

    /** A project as {@code diver new} writes it, that nobody has trusted yet. */
    public static Path project(Path directory, String name) {
        FakeProject.write(directory, name, "snorkel:0.1.0");
        return directory;
    }

    private static DoctorReport report() {
        return new DoctorReport(
                false,
                List.of(
                        new DoctorReport.Tool("qemu-system-x86_64", "/usr/bin/qemu-system-x86_64", "7.2.22", true, ""),
                        new DoctorReport.Tool("gcc", "/usr/bin/gcc", "12.2.0", true, ""),
                        new DoctorReport.Tool("make", "/usr/bin/make", "4.3", true, ""),
                        new DoctorReport.Tool("bwrap", "/usr/bin/bwrap", "0.8.0", true, ""),
                        new DoctorReport.Tool(
                                "grub-mkrescue", "", "", false, "apt-get install grub-common grub-pc-bin xorriso")),
                new DoctorReport.Accelerator(
                        "tcg", 143, "/dev/kvm opens, but its probe guest did not answer within 2 s"),
                new CatalogHealth(true, 12, 1, List.of(), List.of()));
    }

    private record FakeDoctor() implements Doctor {
        @Override
        public DoctorReport examine(boolean repair, Progress progress) {
            return report();
        }

        @Override
        public HostAbility ability() {
            return new HostAbility(Set.of("amd64"), Set.of(Mode.VM, Mode.DEMO), Set.of("pvh", "multiboot1"));
        }
    }

    private record FakeImporter(FakeCatalog catalog) implements KernelImporter {
        @Override
        public Opened open(Source source, Progress progress, Cancellation cancellation) {
            var file = Path.of(source.text());
            var manifest = FakeKernels.kernel(
                    "mykernel",
                    "0.1.0",
                    "",
                    "mykernel",
                    "Imported from " + file.getFileName(),
                    "LicenseRef-unknown",
                    List.of("imported"),
                    AppModel.NONE,
                    List.of(Mode.VM));
            var proposal = new Proposal(
                    List.of(
                            new Marker("multiboot1", 4096, "load addresses in the header"),
                            new Marker("elf64", 0, "x86-64, not stripped")),
                    Optional.of(manifest),
                    "A 64-bit ELF with a multiboot header: QEMU refuses it as it is, so it is rewritten as a 32-bit ELF before it boots.");
            return new FakeOpened(catalog, file, proposal);
        }
    }

    private record FakeOpened(FakeCatalog catalog, Path file, KernelImporter.Proposal proposal)
            implements KernelImporter.Opened {
        @Override
        public PulledKernel add(KernelManifest manifest, Progress progress, Cancellation cancellation) {
            return catalog.add(
                    new dev.diver.core.catalog.KernelPackage(manifest, file.getParent()), progress, cancellation);
        }

        @Override
        public void close() {}
    }
}
