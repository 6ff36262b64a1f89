package dev.diver.app.screen.fake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import dev.diver.core.net.Net;
import dev.diver.core.net.NetProblem;
import dev.diver.core.net.Nets;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

final class FakeNets implements Nets {
    private static final Set<String> KEYS = Set.of(
            "name",
            "version",
            "ref",
            "program",
            "args",
            "env",
            "files",
            "outputs",
            "mode",
            "cpus",
            "memory",
            "accelerator",
            "network",
            "disks",
            "machine",
            "snapshot",
            "cpu");
    private final FakeCatalog catalog;
    private final Set<Path> trusted = ConcurrentHashMap.newKeySet();
    private final List<Path> recent = new CopyOnWriteArrayList<>();

    FakeNets(FakeCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Net open(Path directory) {
        try {
            var text = Files.readString(directory.resolve("net.toml"));
            var problems = check(directory, text);
            if (!problems.isEmpty()) {
                throw new DiverException(
                        Problem.Kind.INVALID,
                        "net.toml:" + problems.getFirst().line() + ": "
                                + problems.getFirst().message(),
                        "",
                        "Open net.toml and mend that line.");
            }
            recent.remove(directory);
            recent.addFirst(directory);
            var options = JsonNodeFactory.instance.objectNode();
            value(text, "memory").ifPresent(memory -> options.put("memory", memory));
            Optional.of(Pattern.compile("(?m)^cpus = ([0-9]+)").matcher(text))
                    .filter(m -> m.find())
                    .ifPresent(m -> options.put("cpus", Integer.parseInt(m.group(1))));
            return new Net(
                    directory,
                    value(text, "name").orElse("net"),
                    "0.1.0",
                    KernelReference.parse(value(text, "ref").orElse("snorkel:0.1.0")),
                    value(text, "program"),
                    List.of("world"),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    Mode.VM,
                    Map.of(Mode.VM, options));
        } catch (IOException e) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    "There is no net.toml in " + directory + ".",
                    "",
                    "Open a directory that diver new made, or make a net there.");
        }
    }

    private static Optional<String> value(String text, String key) {
        var match = Pattern.compile("(?m)^" + key + " = \"([^\"]*)\"").matcher(text);
        return match.find() ? Optional.of(match.group(1)) : Optional.empty();
    }

    @Override
    public List<NetProblem> check(Path directory, String text) {
        var problems = new ArrayList<NetProblem>();
        var lines = text.lines().toList();
        for (var i = 0; i < lines.size(); i++) {
            var match = Pattern.compile("^\\s*([a-z-]+)\\s*=.*").matcher(lines.get(i));
            if (match.matches() && !KEYS.contains(match.group(1))) {
                problems.add(new NetProblem(
                        i + 1, match.start(1) + 1, "\"" + match.group(1) + "\" is not a key of this table."));
            }
        }
        return problems;
    }

    @Override
    public Net create(
            Path directory,
            KernelReference kernel,
            Optional<String> template,
            Progress progress,
            Cancellation cancellation) {
        catalog.pull(kernel, progress, cancellation);
        FakeProject.write(directory, directory.getFileName().toString(), kernel.toString());
        trusted.add(directory);
        return open(directory);
    }

    @Override
    public List<String> templates(KernelReference kernel) {
        return kernel.name().equals("snorkel") ? List.of("snorkel-linked", "snorkel-loader") : List.of("linux-static");
    }

    @Override
    public PulledKernel kernel(Net net, Progress progress, Cancellation cancellation) {
        return catalog.pull(net.kernel(), progress, cancellation);
    }

    @Override
    public PulledKernel relock(Net net, Progress progress, Cancellation cancellation) {
        return kernel(net, progress, cancellation);
    }

    @Override
    public Optional<PulledKernel> gpos(
            PulledKernel kernel, Optional<KernelReference> wanted, Progress progress, Cancellation cancellation) {
        return Optional.empty();
    }

    @Override
    public String withValue(String text, List<String> keyPath, Optional<Object> value) {
        var key = keyPath.getLast();
        var line = Pattern.compile("(?m)^" + key + " = .*\\R?");
        if (value.isEmpty()) {
            return line.matcher(text).replaceFirst("");
        }
        var written =
                value.get() instanceof String s ? "\"" + s + "\"" : value.get().toString();
        return line.matcher(text).find()
                ? line.matcher(text).replaceFirst(key + " = " + written + "\n")
                : text + key + " = " + written + "\n";
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
        return recent();
    }

    @Override
    public void forget(Path directory) {
        trusted.remove(directory);
        recent.remove(directory);
    }

    @Override
    public List<Path> recent() {
        return recent.stream().filter(Files::isDirectory).toList();
    }

    static UncheckedIOException unchecked(IOException e) {
        return new UncheckedIOException(e);
    }
}
