package dev.diver.core.net;

import dev.diver.core.kernel.Mode;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What belongs into {@code net.toml}: its own tables, and one for each mode's options. */
public final class NetSchema {
    private static final Type TEXT = new Type.Text();

    private NetSchema() {}

    /** @param modes the options of the modes that there are; a table of another mode is left to the mode's deployer */
    public static OptionSchema of(Map<Mode, OptionSchema> modes) {
        return new OptionSchema(List.of(
                table(
                        "net",
                        "What this net is.",
                        option("name", TEXT, "", "Lower-case letters, digits, - and _."),
                        option("version", TEXT, "0.1.0", "The application's version."),
                        option(
                                "summary",
                                TEXT,
                                "",
                                "One line for those who look for such a net, once it is published."),
                        option("tags", new Type.Many(TEXT), "[]", "Words that it is found by, once it is published.")),
                table(
                        "kernel",
                        "The kernel it runs on.",
                        option("ref", TEXT, "", "A reference, such as snorkel:0.1.0.")),
                table(
                        "app",
                        "The application.",
                        option(
                                "program",
                                new Type.File(),
                                "none",
                                "What make builds, or any program you have; relative to this file."),
                        option("args", new Type.Many(TEXT), "[]", "The application's arguments."),
                        option("env", new Type.Pairs(), "{}", "Its environment."),
                        option(
                                "files",
                                new Type.Pairs(),
                                "{}",
                                "Files put into the guest: absolute path there, path here."),
                        option(
                                "outputs",
                                new Type.Many(TEXT),
                                "[]",
                                "Absolute paths in the guest that are brought back.")),
                new Option("dive", "", new Type.Table(dive(modes)), "", "How it dives.")));
    }

    private static List<Option> dive(Map<Mode, OptionSchema> modes) {
        var keys = new ArrayList<Option>();
        keys.add(option(
                "mode",
                new Type.Choice(Arrays.stream(Mode.values()).map(Mode::word).toList()),
                "vm",
                "How the hardware is used."));
        for (var mode : Mode.values()) {
            if (modes.containsKey(mode)) {
                keys.add(new Option(
                        mode.word(),
                        "",
                        new Type.Table(modes.get(mode).options()),
                        "",
                        "Options of the mode " + mode + "."));
            }
        }
        return keys;
    }

    private static Option table(String key, String help, Option... keys) {
        return new Option(key, "", new Type.Table(List.of(keys)), "", help);
    }

    private static Option option(String key, Type type, String fallback, String help) {
        return new Option(key, "", type, fallback, help);
    }
}
