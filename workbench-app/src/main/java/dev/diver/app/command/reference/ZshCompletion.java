package dev.diver.app.command.reference;

import dev.diver.app.command.reference.Verb.Flag;
import dev.diver.app.command.reference.Verb.Value;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Completion for zsh: {@code _describe} for verbs, {@code _arguments} for what a verb takes. */
final class ZshCompletion {
    private static final String HEAD = """
            #compdef diver
            # zsh completion for diver, written from the command itself.
            _diver() {
                local verb=diver
                local -i at=2 start=1
                local -a verbs
                while (( at < CURRENT )); do
                    [[ ${words[at]} == -- ]] && break
                    case "$verb ${words[at]}" in
                    (%s)
                        verb+=" ${words[at]}"
                        start=at ;;
                    esac
                    (( at++ ))
                done
                words=("${(@)words[start,-1]}")
                (( CURRENT -= start - 1 ))
                case $verb in
            """;

    private static final String FOOT = """
                esac
            }

            _diver "$@"
            """;

    private ZshCompletion() {}

    static String of(Verb command) {
        var text = new StringBuilder(HEAD.formatted(
                Shell.pattern(command.all().skip(1).map(Verb::path).toList())));
        command.all().forEach(verb -> {
            text.append("    (").append(Shell.quoted(verb.path())).append(")\n");
            if (verb.verbs().isEmpty()) {
                text.append(arguments("        ", Stream.concat(flags(verb), operands(verb))));
            } else {
                text.append("        if [[ ${words[CURRENT]} == -* ]]; then\n")
                        .append(arguments("            ", flags(verb)))
                        .append("        else\n            verbs=(")
                        .append(verb.verbs().stream()
                                .map(below -> Shell.quoted(below.name() + ":" + below.description()))
                                .collect(Collectors.joining(" ")))
                        .append(")\n            _describe command verbs\n        fi\n");
            }
            text.append("        ;;\n");
        });
        return text.append(FOOT).toString();
    }

    private static String arguments(String indent, Stream<String> specifications) {
        return indent + "_arguments -S : " + specifications.map(Shell::quoted).collect(Collectors.joining(" ")) + "\n";
    }

    private static Stream<String> flags(Verb verb) {
        return verb.flags().stream()
                .flatMap(flag -> flag.names().stream().map(name -> specification(verb, flag, name)));
    }

    private static String specification(Verb verb, Flag flag, String name) {
        // A short one has its value behind it, a long one also behind a =.
        var joint = flag.values().isEmpty() ? "" : name.startsWith("--") ? "=" : "+";
        var many = flag.values().stream().anyMatch(Value::many) ? "*" : "";
        return many + name + joint + "[" + escaped(flag.description()) + "]"
                + flag.values().stream().map(ZshCompletion::message).collect(Collectors.joining());
    }

    private static Stream<String> operands(Verb verb) {
        // The application's own arguments may be anything, often a file.
        var behind =
                Stream.of("*:argument:_files").filter(spec -> verb.synopsis().contains("-- ARG"));
        return Stream.concat(
                verb.operands().stream().map(operand -> (operand.many() ? "*" : "") + message(operand)), behind);
    }

    private static String message(Value value) {
        var action =
                value.file() ? "_files" : value.words().isEmpty() ? " " : "(" + String.join(" ", value.words()) + ")";
        return ":" + escaped(value.label()) + ":" + action;
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\[\\]:\\\\]", "\\\\$0");
    }
}
