package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.app.docs.Page;
import dev.diver.core.job.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** docs/guide/command.md has a section for each verb, with each of its options and none that it does not have. */
class CommandGuideTest {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

    @TestFactory
    Stream<DynamicTest> eachVerbIsDescribed() throws IOException {
        var page = Page.guide("command.md");
        var verbs = verbs(everything()).toList();
        assertFalse(verbs.size() < 18, "verbs: " + verbs.size());
        return verbs.stream().map(verb -> DynamicTest.dynamicTest(name(verb), () -> describes(page, verb)));
    }

    private static void describes(Page page, CommandLine verb) {
        var section = page.section(name(verb));
        assertFalse(section.isEmpty(), "command.md has no section \"" + name(verb) + "\"");
        // A section of a verb that has verbs of its own holds theirs.
        var known = verbs(verb).flatMap(one -> options(one)).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(known, mentioned(section));
    }

    /** In a line of a table or in the text, between backticks. */
    private static Set<String> mentioned(List<String> section) {
        return Page.code(section)
                .filter(code -> code.startsWith("--"))
                .flatMap(code -> OPTION.matcher(code).results())
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> options(CommandLine verb) {
        return verb.getCommandSpec().options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp())
                .map(option -> option.longestName());
    }

    private static Stream<CommandLine> verbs(CommandLine command) {
        var own = command.getParent() == null ? Stream.<CommandLine>empty() : Stream.of(command);
        return Stream.concat(own, command.getSubcommands().values().stream().flatMap(CommandGuideTest::verbs));
    }

    private static String name(CommandLine verb) {
        return verb.getCommandSpec().qualifiedName();
    }

    private static CommandLine everything() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        var progress = new TerminalProgress(nowhere, false);
        var context =
                new CommandContext(() -> null, new ObjectMapper(), nowhere, nowhere, progress, new Cancellation());
        return DiverCommandLine.commandLine(
                context, Optional.empty(), new NoDebugger(), new ProblemHandler(nowhere, progress), nowhere, nowhere);
    }
}
