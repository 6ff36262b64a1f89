package dev.diver.app.command.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.command.DiverCommandLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** The real shells are asked what they offer. */
class ReferenceTest {
    /** A line to complete, one to each line of standard input, and its answers: one line, words apart by spaces. */
    private enum Asked {
        BASH("bash-completion/completions/diver", "bash", "--norc", "-c", """
                source "$FILE"
                while IFS= read -r line; do
                    read -ra COMP_WORDS <<< "$line"
                    [[ $line == *' ' ]] && COMP_WORDS+=('')
                    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                    _diver
                    echo "${COMPREPLY[*]}"
                done"""),
        FISH("fish/vendor_completions.d/diver.fish", "fish", "-N", "-c", """
                source $FILE
                while read -l line
                    echo (complete -C $line | string split -f 1 \\t)
                end"""),
        /** Its own functions need a terminal and an editor's line, so here they tell what they were called with. */
        ZSH("zsh/vendor-completions/_diver", "zsh", "-f", "-c", """
                _describe() { reply=("${(@)verbs%%:*}") }
                _arguments() {
                    for one in "$@"; do
                        case $one in
                        (:) ;;
                        (*-*\\[*) [[ $wanted == -* ]] && reply+=("${${one#\\*}%%[=+]#\\[*}") ;;
                        esac
                        [[ $one == *\\) ]] && reply+=(${(s: :)${${one##*\\(}%\\)}})
                        [[ $one == *:_files ]] && reply+=(*)
                    done
                }
                setopt extended_glob null_glob
                while IFS= read -r line; do
                    words=("${(@s: :)line}")
                    CURRENT=${#words}
                    reply=()
                    wanted=${line##* }
                    source "$FILE"
                    print -r -- ${(M)reply:#${wanted}*}
                done""");

        private final String file;
        private final List<String> command;

        Asked(String file, String... command) {
            this.file = file;
            this.command = List.of(command);
        }
    }

    private final Verb command = Verb.of(DiverCommandLine.model());

    @TempDir
    private Path share;

    @BeforeEach
    void written() throws IOException {
        Files.createFile(share.resolve("my-plan.json"));
        Reference.main(new String[] {share.toString()});
    }

    @ParameterizedTest
    @EnumSource
    void offersEveryVerb(Asked shell) throws Exception {
        var groups = command.all().filter(verb -> !verb.verbs().isEmpty()).toList();
        assertTrue(groups.size() >= 6, groups.toString());
        var answers = ask(shell, groups.stream().map(verb -> verb.path() + " ").toList());
        for (var i = 0; i < groups.size(); i++) {
            assertEquals(
                    groups.get(i).verbs().stream().map(Verb::name).collect(Collectors.toSet()),
                    answers.get(i),
                    groups.get(i).path());
        }
    }

    @ParameterizedTest
    @EnumSource
    void offersEveryOptionOfEveryVerb(Asked shell) throws Exception {
        var verbs = command.all().toList();
        var answers = ask(shell, verbs.stream().map(verb -> verb.path() + " --").toList());
        for (var i = 0; i < verbs.size(); i++) {
            assertEquals(longNames(verbs.get(i)), answers.get(i), verbs.get(i).path());
        }
    }

    @ParameterizedTest
    @EnumSource
    void offersValuesAndFiles(Asked shell) throws Exception {
        var answers = ask(
                shell,
                List.of("diver ru", "diver run sy", "diver key policy lab req", "diver plan check my", "diver show "));
        assertEquals(
                List.of(Set.of("run", "runs"), Set.of("syscalls"), Set.of("require"), Set.of("my-plan.json"), Set.of()),
                answers);
    }

    /** How each takes a value apart from its option is its own affair. */
    @Test
    void offersValuesOfOptions() throws Exception {
        var modes = Set.of("partitioned-vm", "partitioned-hardware");
        assertEquals(
                List.of(modes, modes, Set.of("my-plan.json"), Set.of()),
                ask(
                        Asked.BASH,
                        List.of(
                                "diver dive --mode par",
                                // As bash takes --mode=par apart.
                                "diver dive --mode = par",
                                "diver dive -- my",
                                "diver dive --timeout ")));
        assertEquals(
                List.of(modes, Set.of("--mode=partitioned-vm", "--mode=partitioned-hardware")),
                ask(Asked.FISH, List.of("diver dive --mode par", "diver dive --mode=par")));
        assertTrue(read(Asked.ZSH.file).contains("]:MODE:(vm partitioned-vm "), "zsh");
    }

    @Test
    void whatIsOfferedIsTaken() {
        var checked = 0;
        var line = DiverCommandLine.model().commandLine();
        for (var verb : command.all().toList()) {
            for (var flag : verb.flags()) {
                for (var word : flag.values().stream()
                        .flatMap(value -> value.words().stream())
                        .toList()) {
                    assertTrue(taken(line, verb, flag.names().getFirst(), word), verb.path() + " " + word);
                    checked++;
                }
            }
        }
        assertTrue(checked > 10, "words: " + checked);
        var dive =
                command.all().filter(verb -> verb.path().equals("diver dive")).findFirst();
        assertFalse(taken(line, dive.orElseThrow(), "--mode", "wm"));
    }

    @Test
    void theManualPageHasEveryVerbAndOption() throws Exception {
        var page =
                read("man/man1/diver.1").replace("\\-", "-").replace("\\fR", "").replace("\\fI", "");
        for (var verb : command.all().skip(1).toList()) {
            var section = page.substring(page.indexOf("\n.SS \"" + verb.path() + "\"\n"));
            var end = section.indexOf("\n.S", 4);
            for (var flag : verb.flags()) {
                var value = flag.values().stream().map(one -> " " + one.label()).collect(Collectors.joining());
                var heading = "\n.B " + String.join(", ", flag.names()) + value + "\n";
                assertTrue(section.substring(0, end).contains(heading), verb.path() + heading);
            }
        }
        var lint = run(List.of("mandoc", "-T", "lint", "-W", "error", "man/man1/diver.1"), "");
        assertEquals("", lint);
    }

    @Test
    void theVersionIsThePackages() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));
        assertTrue(pom.contains("<version>" + DiverCommandLine.VERSION + "</version>"), DiverCommandLine.VERSION);
    }

    /** Whatever else the verb may want. */
    private static boolean taken(CommandLine line, Verb verb, String option, String word) {
        try {
            line.parseArgs((verb.path().substring("diver ".length()) + " " + option + " " + word).split(" "));
            return true;
        } catch (MissingParameterException e) {
            return true;
        } catch (ParameterException e) {
            return false;
        }
    }

    private static Set<String> longNames(Verb verb) {
        return verb.flags().stream()
                .flatMap(flag -> flag.names().stream())
                .filter(name -> name.startsWith("--"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Set<String>> ask(Asked shell, List<String> lines) throws Exception {
        var answers = run(shell.command, String.join("\n", lines) + "\n").split("\n", -1);
        assertEquals(lines.size() + 1, answers.length, String.join("\n", answers));
        return Arrays.stream(answers)
                .limit(lines.size())
                .map(line -> Stream.of(line.split(" ")).filter(word -> !word.isEmpty()))
                .map(words -> words.collect(Collectors.toSet()))
                .toList();
    }

    private String run(List<String> program, String asked) throws Exception {
        var builder = new ProcessBuilder(program).directory(share.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", share.toString());
        builder.environment().put("XDG_DATA_HOME", share.resolve("data").toString());
        builder.environment().put("XDG_CONFIG_HOME", share.resolve("config").toString());
        for (var shell : Asked.values()) {
            if (program.equals(shell.command)) {
                builder.environment().put("FILE", shell.file);
            }
        }
        var process = builder.start();
        try {
            process.outputWriter().append(asked).close();
            var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), program.getFirst());
            return answer;
        } finally {
            process.destroyForcibly();
        }
    }

    private String read(String file) throws IOException {
        return Files.readString(share.resolve(file));
    }
}
