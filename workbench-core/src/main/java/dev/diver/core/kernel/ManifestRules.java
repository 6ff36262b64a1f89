package dev.diver.core.kernel;

import dev.diver.core.problem.DiverException;
import dev.diver.core.text.PlainText;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** What must hold in a kernel manifest beyond its types. A manifest is untrusted input. */
final class ManifestRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:[._-][a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._+-]{0,63}");
    private static final Pattern DIGEST = Pattern.compile("(sha256:[a-f0-9]{64})?");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_@+.,=-]+(?:/[A-Za-z0-9_@+.,=-]+)*");
    private static final Pattern MACHINE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,31}");
    private static final Pattern CPU = Pattern.compile("([a-zA-Z0-9][a-zA-Z0-9._-]{0,63}(,[+-][a-z0-9._-]{1,31})*)?");
    private static final Pattern DEBIAN = Pattern.compile("[a-z0-9][a-z0-9+.-]{1,127}");
    private static final Pattern DEBIAN_OF_PATTERN =
            Pattern.compile("[a-z0-9]([a-z0-9+.-]|\\$[1-9]){1,127}(=[A-Za-z0-9.+:~-]{1,127})?");
    private static final int TEXT_LIMIT = 64 << 10;
    private static final int LINE_LIMIT = 300;

    private final String origin;

    private ManifestRules(String origin) {
        this.origin = origin;
    }

    static void check(KernelManifest manifest, String origin) {
        new ManifestRules(origin).all(manifest);
    }

    private void all(KernelManifest manifest) {
        matches("name", manifest.name(), NAME);
        matches("version and configuration", manifest.version() == null ? null : manifest.tag(), TAG);
        matches("family", manifest.family(), WORD);
        line("summary", manifest.summary());
        line("licence", manifest.licence());
        matches("architecture", manifest.architecture(), WORD);
        require(manifest.description().length() <= TEXT_LIMIT, "description is too long");
        manifest.tags().forEach(tag -> matches("tag", tag, WORD));
        artifacts(manifest);
        manifest.boot().forEach(boot -> boot(boot, manifest));
        line("console.select", manifest.console().select());
        line("args.template", manifest.args().template());
        line("args.separator", manifest.args().separator());
        line("args.argv0", manifest.args().argv0());
        manifest.args().usual().forEach(argument -> line("args.usual", argument));
        line("env.template", manifest.env().template());
        Stream.concat(manifest.ready().stream(), manifest.fail().stream()).forEach(this::pattern);
        exit(manifest.exit());
        if (!manifest.host().gpos().isEmpty()) {
            KernelReference.parse(manifest.host().gpos());
        }
        manifest.source().ifPresent(this::source);
        manifest.forkedFrom().ifPresent(this::forkedFrom);
        words(manifest);
    }

    /** What is only shown, or handed on as a word. */
    private void words(KernelManifest manifest) {
        var app = manifest.app();
        lines("app", List.of(app.toolchain(), app.hook(), app.relink(), app.template()));
        lines("host.tools", manifest.host().tools());
        lines("host.features", manifest.host().features());
        manifest.sdk().ifPresent(sdk -> {
            lines("sdk.includes", sdk.includes());
            lines("sdk.cflags", sdk.cflags());
            lines("sdk.objects", sdk.objects());
            line("sdk.linkerScript", sdk.linkerScript());
        });
        manifest.artifacts().forEach(artifact -> line("format of " + artifact.path(), artifact.format()));
        for (var seen : manifest.verified()) {
            line("verified.vmm", seen.vmm());
            line("verified.version", seen.version());
            line("verified.result", seen.result());
            line("verified.date", seen.date());
        }
    }

    private void lines(String what, List<String> texts) {
        texts.forEach(text -> line(what, text));
    }

    private void forkedFrom(KernelManifest.Fork from) {
        require(from.ref() != null, "forkedFrom has no ref");
        require(from.digest() != null && !from.digest().isEmpty(), "forkedFrom has no digest");
        matches("digest of forkedFrom", from.digest(), DIGEST);
    }

    private void artifacts(KernelManifest manifest) {
        var paths = new HashSet<String>();
        for (var artifact : manifest.artifacts()) {
            require(artifact.role() != null, "an artifact has no role");
            path("artifact path", artifact.path());
            require(paths.add(artifact.path()), "two artifacts have the path " + artifact.path());
            matches("digest of " + artifact.path(), artifact.digest(), DIGEST);
        }
        var scripts = manifest.scripts();
        Stream.of(scripts.configure(), scripts.build(), scripts.test(), scripts.deploy())
                .filter(script -> !script.isEmpty())
                .forEach(script -> path("script", script));
    }

    private void boot(KernelManifest.Boot boot, KernelManifest manifest) {
        require(boot.protocol() != null, "a way to boot has no protocol");
        boot.machines().forEach(machine -> matches("machine", machine, MACHINE));
        matches("cpu", boot.cpu(), CPU);
        require(boot.cpus() >= 1 && boot.cpus() <= 4096, "cpus must be 1 to 4096");
        require(boot.devices().stream().noneMatch(Objects::isNull), "a device is null");
        line("commandLine", boot.commandLine());
        for (var module : boot.modules()) {
            if (!"@app".equals(module.path())) {
                path("module", module.path());
            }
            line("commandLine of a module", module.commandLine());
        }
        for (var disk : boot.disks()) {
            require(
                    manifest.artifacts().stream()
                            .anyMatch(artifact -> artifact.path().equals(disk)),
                    "the disk " + disk + " is not among the artifacts");
        }
    }

    private void exit(KernelManifest.Exit exit) {
        Stream.of(exit.port(), exit.statusPort())
                .flatMap(java.util.Optional::stream)
                .forEach(port -> require(port >= 1 && port <= 0xffff, "an I/O port is 1 to 65535"));
        require(
                exit.mode() != ExitMode.ISA_DEBUG_EXIT || exit.port().isPresent(),
                "exit by isa-debug-exit needs a port");
        require(
                exit.decode() != ExitDecode.STATUS_PORT || exit.statusPort().isPresent(),
                "decode status-port needs a statusPort");
    }

    private void source(KernelManifest.DebianSource source) {
        matches("metaPackage", source.metaPackage(), DEBIAN);
        pattern(source.packagePattern());
        source.files().forEach((destination, inside) -> {
            path("file of the source", destination);
            path(
                    "file of a Debian package",
                    inside == null ? "" : inside.replace("*", "x").replaceFirst("^\\./", ""));
        });
        source.packages().forEach((destination, name) -> {
            path("package of the source", destination);
            matches("Debian package", name, DEBIAN_OF_PATTERN);
        });
    }

    private void path(String what, String path) {
        matches(what, path, PATH);
        require(path.length() <= 1024, what + " is too long");
        require(
                List.of(path.split("/")).stream().noneMatch(part -> part.equals("..") || part.equals(".")),
                what + " \"" + path + "\" leaves the package");
    }

    private void pattern(String expression) {
        line("pattern", expression);
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            require(false, "\"" + expression + "\" is no regular expression: " + e.getDescription());
        }
    }

    private void line(String what, String text) {
        require(text != null, what + " is missing");
        require(text.length() <= LINE_LIMIT, what + " is longer than " + LINE_LIMIT + " characters");
        require(PlainText.isLine(text), what + " has a control character");
    }

    private void matches(String what, String text, Pattern form) {
        require(text != null, what + " is missing");
        require(form.matcher(text).matches(), what + " \"" + text + "\" is not of the form " + form);
    }

    private void require(boolean condition, String why) {
        if (!condition) {
            throw failure(why);
        }
    }

    private DiverException failure(String why) {
        return KernelManifestFormat.invalid(origin, Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".");
    }
}
