package dev.diver.app.command.reference;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command or one of its verbs, as far as a person is told of it: nothing hidden.
 *
 * @param path all words from the command on, such as {@code diver run show}
 * @param synopsis the path with what it takes
 * @param operands what it takes besides options, in order
 */
record Verb(
        String path, String synopsis, String description, List<Flag> flags, List<Value> operands, List<Verb> verbs) {

    /**
     * An option.
     *
     * @param names with their dashes
     * @param values what it takes: nothing or one
     */
    record Flag(List<String> names, List<Value> values, String description) {}

    /**
     * What a person gives.
     *
     * @param words all that it may be; empty where it may be anything
     * @param file whether it names a file or a directory
     * @param many whether it may be repeated
     */
    record Value(String label, String description, List<String> words, boolean file, boolean many) {}

    static Verb of(CommandSpec spec) {
        return new Verb(
                spec.qualifiedName(),
                new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF))
                        .synopsis(0)
                        .strip()
                        .replaceAll("\\s+", " "),
                String.join(" ", spec.usageMessage().description()),
                spec.options().stream()
                        .filter(option -> !option.hidden())
                        .map(option -> flag(spec, option))
                        .toList(),
                spec.positionalParameters().stream()
                        .filter(operand -> !operand.hidden())
                        .map(Verb::value)
                        .toList(),
                spec.subcommands().values().stream()
                        .map(verb -> of(verb.getCommandSpec()))
                        .toList());
    }

    String name() {
        return path.substring(path.lastIndexOf(' ') + 1);
    }

    /** This one and all below it. */
    Stream<Verb> all() {
        return Stream.concat(Stream.of(this), verbs.stream().flatMap(Verb::all));
    }

    private static Flag flag(CommandSpec spec, OptionSpec option) {
        var negations = spec.negatableOptionTransformer();
        var negated = Arrays.stream(option.names())
                .filter(name -> option.negatable() && name.startsWith("--"))
                .map(name -> negations.makeNegative(name, spec));
        return new Flag(
                Stream.concat(Arrays.stream(option.names()), negated).toList(),
                option.arity().max() == 0 ? List.of() : List.of(value(option)),
                description(option));
    }

    private static Value value(ArgSpec spec) {
        return new Value(
                spec.paramLabel(),
                description(spec),
                words(spec),
                types(spec).anyMatch(Path.class::equals),
                spec.arity().max() > 1 || spec.isMultiValue());
    }

    private static String description(ArgSpec spec) {
        return String.join(" ", spec.description());
    }

    private static List<String> words(ArgSpec spec) {
        return types(spec)
                .filter(Class::isEnum)
                .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                // As all of our files and options spell constants.
                .map(constant -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    /** A value's own type, behind a list or an optional too. */
    private static Stream<Class<?>> types(ArgSpec spec) {
        return Stream.concat(Stream.of(spec.type()), Arrays.stream(spec.auxiliaryTypes()))
                .distinct();
    }
}
