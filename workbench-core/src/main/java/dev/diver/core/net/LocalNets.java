package dev.diver.core.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.CatalogAddresses;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.home.DiverHome;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Nets in directories of this machine. Thread-safe. */
public final class LocalNets implements Nets {
    /** The file that makes a directory a net. */
    public static final String FILE = "net.toml";

    private static final long LIMIT = 1 << 20;
    private static final int RECENT = 50;
    private static final int TRUSTED = 10_000;

    private final Catalog catalog;
    private final CatalogAddresses addresses;
    private final Map<Mode, OptionSchema> modes;
    private final ProjectMaker maker;
    private final KnownProjects recent;
    private final KnownProjects trusted;
    private final ObjectMapper json = new ObjectMapper();

    /** @param modes the options of each mode that there is a deployer for */
    public LocalNets(DiverHome home, Catalog catalog, Map<Mode, OptionSchema> modes) {
        this(home, catalog, CatalogAddresses.NONE, modes);
    }

    /**
     * @param addresses for locks that hold on other machines too
     * @param modes the options of each mode that there is a deployer for
     */
    public LocalNets(DiverHome home, Catalog catalog, CatalogAddresses addresses, Map<Mode, OptionSchema> modes) {
        this.catalog = catalog;
        this.addresses = addresses;
        this.modes = Map.copyOf(modes);
        maker = new ProjectMaker(home.assets().resolve("templates"));
        recent = new KnownProjects(home.data().resolve("projects.json"), RECENT);
        trusted = new KnownProjects(home.config().resolve("trusted.json"), TRUSTED);
    }

    @Override
    public Net open(Path directory) {
        var absolute = directory.toAbsolutePath().normalize();
        var file = absolute.resolve(FILE);
        var reading = NetReader.read(absolute, text(file), modes);
        var net = reading.net().orElseThrow(() -> invalid(file, reading.problems()));
        remember(absolute);
        return net;
    }

    /** A home that cannot be written is no reason not to look at a project. */
    private void remember(Path directory) {
        try {
            recent.add(directory);
        } catch (DiverException e) {
            // The list of recent projects lacks it.
        }
    }

    private static String text(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new DiverException(
                        Problem.Kind.NOT_FOUND,
                        "There is no net in " + file.getParent() + ".",
                        "A net is a directory with a net.toml.",
                        "diver new makes one.");
            }
            if (Files.size(file) > LIMIT) {
                throw new DiverException(Problem.Kind.INVALID, file + " is larger than 1 MiB.", "", "");
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new DiverException(
                    Problem.Kind.INVALID, file + " is no text.", "TOML is UTF-8, and this is not.", "");
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(Problem.Kind.FAILED, file + " cannot be read.", String.valueOf(e.getMessage()), ""), e);
        }
    }

    private static DiverException invalid(Path file, List<NetProblem> problems) {
        var lines = problems.stream()
                .map(problem -> file + ":" + problem.line() + ":" + problem.column() + ": " + problem.message())
                .collect(Collectors.joining("\n"));
        return new DiverException(
                Problem.Kind.INVALID,
                file.getFileName() + " has " + (problems.size() == 1 ? "an error." : problems.size() + " errors."),
                lines,
                "Mend it there and try again; nothing was begun.");
    }

    @Override
    public List<NetProblem> check(Path directory, String text) {
        return NetReader.read(directory.toAbsolutePath().normalize(), text, modes)
                .problems();
    }

    @Override
    public Net create(
            Path directory,
            KernelReference kernel,
            Optional<String> template,
            Progress progress,
            Cancellation cancellation) {
        var absolute = directory.toAbsolutePath().normalize();
        try {
            var pulled = catalog.pull(kernel, progress, cancellation);
            progress.report("writing " + absolute);
            maker.make(absolute, name(absolute), kernel, lock(kernel, pulled), pulled, template, cancellation);
        } catch (AccessDeniedException | java.nio.file.ReadOnlyFileSystemException e) {
            throw unwritable(absolute.getParent(), e);
        } catch (IOException e) {
            throw failed("The net could not be written to " + absolute + ".", e);
        }
        trusted.add(absolute);
        return open(absolute);
    }

    private static String name(Path directory) {
        var name = String.valueOf(directory.getFileName())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_-]+", "-")
                .replaceAll("^[-_]+|[-_]+$", "");
        return name.isEmpty() ? "net" : name.substring(0, Math.min(name.length(), 63));
    }

    @Override
    public List<String> templates(KernelReference kernel) {
        var template = ProjectMaker.template(catalog.show(kernel).app());
        return template.isEmpty() ? List.of() : List.of(template);
    }

    @Override
    public PulledKernel kernel(Net net, Progress progress, Cancellation cancellation) {
        return withFiles(net, () -> {
            var lock = NetLockFile.read(net.directory());
            if (lock.isPresent() && lock.get().kernel().equals(net.kernel())) {
                var locked = locked(net, lock.get(), progress, cancellation);
                completeLock(net, lock.get(), locked);
                return locked;
            }
            var pulled = catalog.pull(net.kernel(), progress, cancellation);
            NetLockFile.write(net.directory(), lock(net.kernel(), pulled));
            return pulled;
        });
    }

    @Override
    public PulledKernel relock(Net net, Progress progress, Cancellation cancellation) {
        return withFiles(net, () -> {
            var pulled = catalog.pull(net.kernel(), progress, cancellation);
            maker.renew(net.directory(), pulled, cancellation);
            // Last: until all of the new one is there, the net is the old one's.
            NetLockFile.write(net.directory(), lock(net.kernel(), pulled));
            return pulled;
        });
    }

    @Override
    public KernelReference locked(Net net) {
        return lock(net.directory())
                .map(lock -> new KernelReference(
                        lock.registry().isEmpty() ? lock.kernel().catalog() : lock.registry(),
                        lock.kernel().name(),
                        lock.kernel().tag(),
                        lock.digest()))
                .orElse(net.kernel());
    }

    private NetLock lock(KernelReference kernel, PulledKernel pulled) {
        var registry = kernel.catalog().isEmpty()
                ? ""
                : addresses.address(kernel.catalog()).orElse("");
        return new NetLock(kernel, pulled.digest(), registry);
    }

    /** An earlier version has written it, which did not say where the catalog is. */
    private void completeLock(Net net, NetLock lock, PulledKernel locked) throws IOException {
        var complete = lock(lock.kernel(), locked);
        if (lock.registry().isEmpty() && !complete.equals(lock) && Files.isWritable(net.directory())) {
            NetLockFile.write(net.directory(), complete);
        }
    }

    @FunctionalInterface
    private interface Filing<T> {
        T run() throws IOException;
    }

    private static <T> T withFiles(Net net, Filing<T> work) {
        try {
            return work.run();
        } catch (AccessDeniedException | java.nio.file.ReadOnlyFileSystemException e) {
            throw unwritable(net.directory(), e);
        } catch (FileSystemException e) {
            if (String.valueOf(e.getReason()).contains("Read-only")) {
                throw unwritable(net.directory(), e);
            }
            throw failed("The lock of " + net.name() + " could not be used.", e);
        } catch (IOException e) {
            throw failed("The lock of " + net.name() + " could not be used.", e);
        }
    }

    @Override
    public Optional<PulledKernel> gpos(
            PulledKernel kernel, Optional<KernelReference> wanted, Progress progress, Cancellation cancellation) {
        return Optional.of(kernel.manifest().host().gpos())
                .filter(reference -> !reference.isEmpty())
                .map(reference -> catalog.pull(wanted.orElseGet(() -> known(reference)), progress, cancellation));
    }

    /** A catalog that has a name here is asked by that: what is required of it is said of the name. */
    private KernelReference known(String text) {
        var reference = KernelReference.parse(text);
        return reference.catalog().isEmpty()
                ? reference
                : reference.in(addresses.name(reference.catalog(), reference.catalog()));
    }

    private PulledKernel locked(Net net, NetLock lock, Progress progress, Cancellation cancellation) {
        var here = catalog.pulled(lock.digest());
        if (here.isPresent()) {
            return here.get();
        }
        var pulled = catalog.pull(exact(lock), progress, cancellation);
        if (!pulled.digest().equals(lock.digest())) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    "The very kernel that " + net.name() + " is locked to is not to be had.",
                    "net.lock names " + lock.digest() + "; " + lock.kernel() + " is " + pulled.digest() + " here.",
                    "diver build --relock " + net.directory()
                            + " takes the present one and builds with it; to keep the old one, bring its package to"
                            + " this machine.");
        }
        return pulled;
    }

    /** Of a registry by the digest, whatever its catalog is called here, and whatever its tag means by now. */
    private KernelReference exact(NetLock lock) {
        var kernel = lock.kernel();
        if (kernel.catalog().isEmpty()) {
            return kernel;
        }
        var name = lock.registry().isEmpty() ? kernel.catalog() : addresses.name(lock.registry(), kernel.catalog());
        return new KernelReference(name, kernel.name(), "", lock.digest());
    }

    @Override
    public String withValue(String text, List<String> keyPath, Optional<Object> value) {
        return TomlEditor.edit(text, keyPath, value.map(object -> json.<JsonNode>valueToTree(object)));
    }

    @Override
    public boolean isTrusted(Path directory) {
        return trusted.contains(directory);
    }

    @Override
    public void trust(Path directory) {
        trusted.add(directory);
    }

    @Override
    public List<Path> dependingOn(KernelReference kernel, String digest) {
        return recent().stream()
                .filter(directory -> lock(directory)
                        .filter(lock ->
                                lock.digest().equals(digest) || lock.kernel().equals(kernel))
                        .isPresent())
                .toList();
    }

    /** A lock that cannot be read names nothing. */
    private static Optional<NetLock> lock(Path directory) {
        try {
            return NetLockFile.read(directory);
        } catch (IOException | DiverException e) {
            return Optional.empty();
        }
    }

    @Override
    public void forget(Path directory) {
        trusted.remove(directory);
        recent.remove(directory);
    }

    @Override
    public List<Path> recent() {
        return recent.all();
    }

    private static DiverException unwritable(Path directory, Exception cause) {
        return new DiverException(
                new Problem(
                        Problem.Kind.FAILED,
                        directory + " cannot be written.",
                        "It is read-only, or it belongs to somebody else.",
                        "Choose another directory, or give yourself the right to write there."),
                cause);
    }

    private static DiverException failed(String what, IOException cause) {
        return new DiverException(
                new Problem(Problem.Kind.FAILED, what, String.valueOf(cause.getMessage()), ""), cause);
    }
}
