package dev.diver.app.command.reference;

import dev.diver.app.command.reference.Verb.Flag;
import dev.diver.app.command.reference.Verb.Value;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Completion for bash: one function that knows verbs, options, and the values that some take. */
final class BashCompletion {
    private static final String HEAD = """
            # bash completion for diver, written from the command itself.
            _diver() {
                local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
                local verb=diver words='' i
                COMPREPLY=()
                # bash takes --mode=vm apart at the =.
                if [[ $current == '=' ]]; then
                    current=''
                elif [[ $previous == '=' ]]; then
                    previous=${COMP_WORDS[COMP_CWORD - 2]}
                fi
                for ((i = 1; i < COMP_CWORD; i++)); do
                    if [[ ${COMP_WORDS[i]} == -- ]]; then
                        _diver_files "$current"
                        return
                    fi
                    case "$verb ${COMP_WORDS[i]}" in
                    %s)
                        verb+=" ${COMP_WORDS[i]}" ;;
                    esac
                done
                case "$verb $previous" in
            """;

    private static final String FOOT = """
                esac
                mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
            }

            _diver_files() {
                compopt -o filenames 2>/dev/null
                mapfile -t COMPREPLY < <(compgen -f -- "$1")
            }

            complete -F _diver diver
            """;

    private BashCompletion() {}

    static String of(Verb command) {
        var text = new StringBuilder(HEAD.formatted(
                Shell.pattern(command.all().skip(1).map(Verb::path).toList())));
        command.all().forEach(verb -> verb.flags().forEach(flag -> value(text, verb, flag)));
        text.append("    esac\n    case \"$verb|$current\" in\n");
        command.all()
                .forEach(verb -> text.append("    ")
                        .append(Shell.quoted(verb.path() + "|-"))
                        .append("*) words=")
                        .append(words(verb.flags().stream().flatMap(flag -> flag.names().stream())))
                        .append(" ;;\n"));
        command.all().forEach(verb -> operands(text, verb));
        return text.append(FOOT).toString();
    }

    private static void value(StringBuilder text, Verb verb, Flag flag) {
        flag.values()
                .forEach(value -> text.append("    ")
                        .append(Shell.pattern(flag.names().stream()
                                .map(name -> verb.path() + " " + name)
                                .toList()))
                        .append(") ")
                        .append(reply(value))
                        .append(" ;;\n"));
    }

    private static String reply(Value value) {
        if (value.file()) {
            return "_diver_files \"$current\"; return";
        }
        // What may be anything has nothing to offer.
        return value.words().isEmpty()
                ? "return"
                : "mapfile -t COMPREPLY < <(compgen -W " + words(value.words().stream()) + " -- \"$current\"); return";
    }

    private static void operands(StringBuilder text, Verb verb) {
        var known = Stream.concat(
                        verb.verbs().stream().map(Verb::name),
                        verb.operands().stream().flatMap(operand -> operand.words().stream()))
                .toList();
        var files = known.isEmpty() && verb.operands().stream().anyMatch(Value::file);
        text.append("    ")
                .append(Shell.quoted(verb.path() + "|"))
                .append("*) ")
                .append(files ? "_diver_files \"$current\"; return" : "words=" + words(known.stream()))
                .append(" ;;\n");
    }

    private static String words(Stream<String> words) {
        return Shell.quoted(words.collect(Collectors.joining(" ")));
    }
}
