package dev.diver.app.screen.catalog;

import dev.diver.core.kernel.ArgumentChannel;
import dev.diver.core.kernel.ExitDecode;
import dev.diver.core.kernel.KernelManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A kernel's manifest in words: what a person wants to know before starting with it. */
final class KernelFacts {
    private KernelFacts() {}

    record Fact(String name, String value) {}

    static List<Fact> of(KernelManifest manifest) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Licence", manifest.licence()));
        facts.add(new Fact("Architecture", manifest.architecture()));
        for (var boot : manifest.boot()) {
            facts.add(new Fact(facts.stream().anyMatch(f -> f.name().equals("Boot")) ? "or" : "Boot", boot(boot)));
        }
        facts.add(new Fact("Console", console(manifest.console())));
        facts.add(new Fact("Application", application(manifest.app())));
        facts.add(new Fact("Arguments", arguments(manifest.args())));
        facts.add(new Fact("How it ends", exit(manifest.exit())));
        if (!manifest.host().tools().isEmpty()) {
            facts.add(new Fact("Host needs", String.join(", ", manifest.host().tools())));
        }
        manifest.source()
                .ifPresent(source -> facts.add(new Fact(
                        "Comes from",
                        "Debian's "
                                + (source.exactVersion().isEmpty() ? source.metaPackage() : source.exactVersion()))));
        return facts;
    }

    private static String boot(KernelManifest.Boot boot) {
        var text = new StringBuilder(word(boot.protocol()));
        boot.memory().ifPresent(memory -> text.append(", at least ").append(memory));
        text.append(boot.cpus() == 1 ? ", 1 processor" : ", up to " + boot.cpus() + " processors");
        if (!boot.machines().isEmpty()) {
            text.append(", machine ").append(String.join(" or ", boot.machines()));
        }
        switch (boot.wrapper()) {
            case NONE -> {}
            case ELF32 -> text.append("; rewritten as a 32-bit ELF first");
            case GRUB_ISO -> text.append("; put on a GRUB ISO first");
            case GUNZIP -> text.append("; unpacked first");
        }
        return text.toString();
    }

    private static String console(KernelManifest.Console console) {
        var device = switch (console.device()) {
            case SERIAL -> "serial port";
            case VIRTIO -> "virtio console";
            case VGA -> "screen (VGA text)";
            case NONE -> "none";
        };
        return device + (console.select().isEmpty() ? "" : ", by " + console.select());
    }

    private static String application(KernelManifest.App app) {
        return switch (app.model()) {
            case RELINK -> "linked with the kernel's objects into one image";
            case SOURCE_TREE -> "built from source together with the kernel";
            case INITRD_ELF -> "an ELF program, with its libraries, in an initial RAM file system";
            case BOOT_MODULE -> "a static ELF program, given as boot module";
            case FS_IMAGE -> "a file in a file system image";
            case HOST_PROXY -> "a Linux program that a proxy starts";
            case NONE -> "runs none";
        };
    }

    private static String arguments(KernelManifest.Args args) {
        return args.channel() == ArgumentChannel.NONE
                ? "takes none"
                : word(args.channel()).replace('-', ' ');
    }

    private static String exit(KernelManifest.Exit exit) {
        return switch (exit.mode()) {
            case ISA_DEBUG_EXIT ->
                switch (exit.decode()) {
                    case NONE -> "by itself, with no status";
                    case SHIFT_1 -> "by itself, with a status of 7 bits";
                    case STATUS_PORT -> "by itself, with an exit status";
                };
            case ACPI -> "by ACPI power-off" + (exit.decode() == ExitDecode.NONE ? ", no status" : "");
            case RESET -> "by a reset";
            case NEVER -> "never by itself: stop it, or set a time limit";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
