package dev.diver.app.command.reference;

import dev.diver.app.command.reference.Verb.Flag;
import dev.diver.app.command.reference.Verb.Value;
import java.util.List;
import java.util.stream.Collectors;

/** The manual page {@code diver(1)}, with the macros of man(7). */
final class ManualPage {
    private static final String FOOT = """
            .SH EXIT STATUS
            .TP
            .B 0
            It was done.
            .TP
            .B 1
            It failed; standard error tells what happened, why, and what to do.
            .TP
            .B 2
            The command line is wrong.
            .TP
            .B 127
            Something is missing on this machine.
            .PP
            .B diver dive
            has the status of the guest; 124 tells that its time was over, 125 that Diver failed, 126 that the net cannot run
            in that mode, 130 that it was interrupted.
            .SH ENVIRONMENT
            .TP
            .B DIVER_HOME
            A directory in which everything is kept, instead of those below FILES.
            .TP
            .B XDG_CONFIG_HOME\\fR, \\fBXDG_DATA_HOME\\fR, \\fBXDG_CACHE_HOME\\fR, \\fBXDG_RUNTIME_DIR
            Where those are, if not in the usual places.
            .TP
            .B DISPLAY
            Without it, no window opens, and the tour runs in the terminal.
            .SH FILES
            .TP
            .I ~/.config/diver
            What a person set: catalogs, keys, nodes, trust.
            .TP
            .I ~/.local/share/diver
            Kernels that were pulled, and the runs of all dives.
            .TP
            .I ~/.cache/diver
            What can be made again.
            .TP
            .I net.toml
            Describes a net, in its directory.
            .SH SEE ALSO
            .BR qemu (1),
            .BR gdb (1),
            .BR make (1),
            .BR bwrap (1)
            """;

    private ManualPage() {}

    /** @param version such as {@code 0.1.0} */
    static String of(Verb command, String version) {
        var text = new StringBuilder();
        text.append(".TH DIVER 1 \"\" ")
                .append(argument("Diver Workbench " + version))
                .append(" \"User Commands\"\n");
        // Flags and paths are to be copied from the page: no hyphenation, no stretched spaces.
        text.append(
                ".nh\n.ad l\n.SH NAME\ndiver \\- find, build for, run and watch specialized operating system kernels\n");
        text.append(".SH SYNOPSIS\n.B diver\n.br\n.B diver\n.I COMMAND\n[\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]\n");
        text.append(".SH DESCRIPTION\n").append(escaped(command.description())).append("\n.PP\n");
        text.append("Without a command, the workbench opens; so it does as\n.BR diver-workbench .\n");
        text.append(".SH OPTIONS\n");
        command.flags().forEach(flag -> flag(text, flag));
        text.append(".SH COMMANDS\n");
        command.all().skip(1).forEach(verb -> verb(text, verb));
        return text.append(FOOT).toString();
    }

    private static void verb(StringBuilder text, Verb verb) {
        text.append(".SS ").append(argument(verb.path())).append("\n.nf\n");
        text.append(escaped(verb.synopsis()))
                .append("\n.fi\n.PP\n")
                .append(escaped(verb.description()))
                .append('\n');
        verb.operands().forEach(operand -> item(text, List.of(operand.label()), ".I", "", operand.description()));
        verb.flags().forEach(flag -> flag(text, flag));
    }

    private static void flag(StringBuilder text, Flag flag) {
        var value = flag.values().stream()
                .map(Value::label)
                .map(label -> " \\fI" + escaped(label) + "\\fR")
                .collect(Collectors.joining());
        var words =
                flag.values().stream().flatMap(known -> known.words().stream()).toList();
        var choice = words.isEmpty() ? "" : " One of: " + String.join(", ", words) + ".";
        item(text, flag.names(), ".B", value, flag.description() + choice);
    }

    private static void item(StringBuilder text, List<String> names, String macro, String value, String description) {
        text.append(".TP\n").append(macro).append(' ').append(escaped(String.join(", ", names)));
        text.append(value.isEmpty() ? "" : "\\fR" + value)
                .append('\n')
                .append(escaped(description))
                .append('\n');
    }

    private static String argument(String text) {
        return "\"" + escaped(text).replace("\"", "\\(dq") + "\"";
    }

    /** As text and never as a request; a hyphen as the character that one types. */
    private static String escaped(String text) {
        var plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
