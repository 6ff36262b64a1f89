package dev.diver.deployer.vm;

import dev.diver.core.dive.DiveRequest;
import dev.diver.core.kernel.ArgumentChannel;
import dev.diver.core.kernel.ArgumentQuoting;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.KernelManifest;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** What a kernel and its modules get as command lines, by the rules of its manifest. */
final class CommandLine {
    private static final String FIXED_ADDRESSES = "nokaslr norandmaps";

    private final KernelManifest kernel;
    private final DiveRequest request;

    CommandLine(DiveRequest request) {
        this.request = request;
        kernel = request.kernel().manifest();
    }

    /** The kernel's own: what it always gets, its console, the person's words, environment, arguments. */
    String kernel(KernelManifest.Boot boot, String kernelArgs) {
        var parts = new ArrayList<String>();
        parts.add(boot.commandLine());
        var select = kernel.console().select();
        if (!Arrays.asList(boot.commandLine().split(" ")).contains(select)) {
            parts.add(select);
        }
        if (boot.protocol() == BootProtocol.LINUX_BZIMAGE && request.stopped()) {
            // Otherwise nobody would know where Linux and its programs come to lie.
            parts.add(FIXED_ADDRESSES);
        }
        parts.add(kernelArgs);
        environment().forEach(parts::add);
        parts.addAll(arguments());
        return String.join(" ", parts.stream().filter(part -> !part.isEmpty()).toList());
    }

    /** For an image that takes no command line: refuses what the person gave. */
    String none(String kernelArgs) {
        refuseAny(request.args());
        refuseEnvironment();
        refuseAny(kernelArgs.isBlank() ? List.of() : List.of(kernelArgs));
        return "";
    }

    private List<String> arguments() {
        var args = request.args().isEmpty() ? kernel.args().usual() : request.args();
        return switch (kernel.args().channel()) {
            case APPEND, BOOTLOADER_CFG, DISK_OFFSET ->
                args.isEmpty() ? List.of() : joined(kernel.args().separator(), args);
            case APPEND_WITH_ARGV0 ->
                joined(kernel.args().separator() + " " + quoted(kernel.args().argv0()), args);
            case KERNEL_PARAM -> {
                var all = String.join(" ", args.stream().map(this::quoted).toList());
                yield List.of(kernel.args().template().replace("${args}", all));
            }
            case FS_MANIFEST, MODULE_CMDLINE -> List.of();
            case NONE, TENDER_ARGV -> {
                refuseAny(args);
                yield List.of();
            }
        };
    }

    private void refuseAny(List<String> args) {
        if (!args.isEmpty()) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    kernel.reference() + " takes no arguments in this mode.",
                    "Given were: " + String.join(" ", args),
                    "Leave them out (app.args in net.toml, or what stands behind --).");
        }
    }

    /** As for arguments: a program that misses what it was told to have does the wrong thing without a word. */
    private void refuseEnvironment() {
        var env = request.net().env();
        if (!env.isEmpty()) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    kernel.reference() + " takes no environment in this mode.",
                    "app.env gives it " + String.join(", ", new TreeMap<>(env).keySet()) + ".",
                    "Leave app.env out of net.toml, or choose a kernel that takes one.");
        }
    }

    private List<String> joined(String first, List<String> args) {
        var words = new ArrayList<String>();
        words.add(first.strip());
        args.forEach(arg -> words.add(quoted(arg)));
        return words;
    }

    private List<String> environment() {
        var template = kernel.env().template();
        if (template.isEmpty()) {
            // With the channel fs-manifest, init gets it from a file.
            if (kernel.args().channel() != ArgumentChannel.FS_MANIFEST) {
                refuseEnvironment();
            }
            return List.of();
        }
        var words = new ArrayList<String>();
        new TreeMap<>(request.net().env())
                .forEach((name, value) ->
                        words.add(quoted(template.replace("${name}", name).replace("${value}", value))));
        return words;
    }

    /** A boot module's: arguments where the kernel takes them there. */
    String module(KernelManifest.BootModule module) {
        if (kernel.args().channel() != ArgumentChannel.MODULE_CMDLINE
                || !module.path().equals(BootFiles.APPLICATION)) {
            return module.commandLine();
        }
        var words = new ArrayList<String>();
        words.add(module.commandLine());
        request.args().forEach(arg -> words.add(quoted(arg)));
        return String.join(" ", words).strip();
    }

    private String quoted(String word) {
        var plain = !word.isEmpty() && word.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\\');
        if (plain) {
            return word;
        }
        if (kernel.args().quoting() == ArgumentQuoting.NONE) {
            throw new DiverException(
                    Problem.Kind.UNSUPPORTED,
                    kernel.reference() + " cannot take the argument \"" + word + "\".",
                    "Its command line has no way to write spaces, quotes or nothing.",
                    "Use an argument without them.");
        }
        return "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
