package dev.diver.app.command.reference;

import dev.diver.app.command.reference.Verb.Flag;
import dev.diver.app.command.reference.Verb.Value;
import java.util.Collection;
import java.util.stream.Collectors;

/** Completion for fish: a rule for each verb, each option and each set of values, with the condition where it holds. */
final class FishCompletion {
    private static final String HEAD = """
            # fish completion for diver, written from the command itself.
            function __diver_verb
                set -l verb diver
                for word in (commandline -opc)[2..-1]
                    if test "$word" = --
                        echo arguments
                        return
                    end
                    switch "$verb $word"
                        case %s
                            set verb "$verb $word"
                    end
                end
                echo $verb
            end

            function __diver_at
                test (__diver_verb) = "$argv"
            end

            complete -c diver -f
            complete -c diver -n '__diver_at arguments' -F
            """;

    private FishCompletion() {}

    static String of(Verb command) {
        var paths = command.all().skip(1).map(Verb::path).toList();
        var text = new StringBuilder(HEAD.formatted(quoted(paths)));
        command.all().forEach(verb -> {
            for (var below : verb.verbs()) {
                rule(text, verb, "-a " + quoted(below.name()) + " -d " + quoted(below.description()));
            }
            verb.flags().forEach(flag -> rule(text, verb, option(flag)));
            verb.operands().forEach(operand -> operand(text, verb, operand));
        });
        return text.toString();
    }

    private static void rule(StringBuilder text, Verb verb, String what) {
        text.append("complete -c diver -n ")
                .append(quoted("__diver_at " + verb.path()))
                .append(' ')
                .append(what)
                .append('\n');
    }

    private static String option(Flag flag) {
        var names = flag.names().stream()
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
        var value = flag.values().stream().map(FishCompletion::argument).collect(Collectors.joining());
        return names + value + " -d " + quoted(flag.description());
    }

    private static String argument(Value value) {
        // -r needs an argument; -x is that, and no files.
        return value.file()
                ? " -r -F"
                : value.words().isEmpty() ? " -x" : " -x -a " + quoted(String.join(" ", value.words()));
    }

    private static void operand(StringBuilder text, Verb verb, Value operand) {
        if (operand.file()) {
            rule(text, verb, "-F");
        } else if (!operand.words().isEmpty()) {
            rule(text, verb, "-a " + quoted(String.join(" ", operand.words())));
        }
    }

    private static String quoted(Collection<String> words) {
        return words.stream().map(FishCompletion::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
