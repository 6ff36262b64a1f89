package dev.diver.console.session;

import java.util.List;

/**
 * A program and the keys that are pressed in it, one group after the other.
 *
 * @param files made in its directory before, each with its text
 */
record Recording(String name, List<String> command, List<String> files, List<String> keys) {

    private static final String F5 = "\u001B[15~";
    private static final String F9 = "\u001B[20~";
    private static final String DOWN = "\u001BOB";

    private static final String SOURCE = "hello.c";

    /** Each program in a process namespace of its own, so that none shows what else runs on the machine. */
    static final List<Recording> ALL = List.of(
            new Recording(
                    "vim",
                    List.of("vim", "-u", "NONE", "-i", "NONE", "-N", "-n", SOURCE),
                    List.of(SOURCE),
                    List.of(
                            ":set number hlsearch mouse=a termguicolors\r",
                            ":syntax on\r",
                            ":vsplit\r",
                            "/int\r",
                            ":set cursorline list\r",
                            "jjVj",
                            "\u001BGoW\u00E4rme \u6F22\u5B57 e\u0301\u001B",
                            ":split\r",
                            "ggdd")),
            new Recording(
                    "less",
                    List.of("less", "-N", "-S", SOURCE),
                    List.of(SOURCE),
                    List.of("/int\r", DOWN, "G", "g", "b", "n", "n", "-S\r")),
            new Recording(
                    "htop",
                    List.of("unshare", "--pid", "--fork", "--mount-proc", "htop", "-d", "100"),
                    List.of(),
                    List.of(F5, DOWN, "I", "\u001B[12~", DOWN)),
            new Recording(
                    "mc",
                    List.of("mc", "--nosubshell", "--nokeymap"),
                    List.of(SOURCE, "notes.txt", "Makefile"),
                    List.of(DOWN, DOWN, "\u001B[13~", "\u001B[21~", F9, DOWN, DOWN)),
            new Recording(
                    "tmux",
                    List.of("tmux", "-L", "recording", "-f", "tmux.conf", "new-session", "sh"),
                    List.of("tmux.conf", SOURCE),
                    List.of(
                            "PS1='$ '; clear\r",
                            "ls --color=always -l --time-style=+ --numeric-uid-gid\r",
                            "\u0002%",
                            "PS1='$ '; clear; cat hello.c\r",
                            "\u0002\"",
                            "PS1='$ '; clear; printf '\\033[38;2;255;128;0mtrue\\033[0m \\033[1;4mbold\\033[m\\n'\r",
                            "\u0002[",
                            "\u001B[5~")),
            new Recording(
                    "dialog",
                    List.of(
                            "dialog",
                            "--backtitle",
                            "Kernel configuration",
                            "--title",
                            "Processor type and features",
                            "--checklist",
                            "Arrow keys navigate the menu.",
                            "18",
                            "64",
                            "10",
                            "SMP",
                            "Symmetric multi-processing support",
                            "on",
                            "X2APIC",
                            "Support x2apic",
                            "off",
                            "NUMA",
                            "NUMA memory allocation",
                            "on",
                            "MTRR",
                            "Memory type range registers",
                            "off"),
                    List.of(),
                    List.of(DOWN, " ", DOWN, " ", "\t")));

    /** What a file of that name is made to have. */
    static String text(String file) {
        return switch (file) {
            case "tmux.conf" ->
                "set -g status-right ''\nset -g default-terminal tmux-256color\nset -ga terminal-overrides ',*:Tc'\n";
            case "Makefile" -> "hello: hello.c\n\t$(CC) -o $@ $<\n";
            case "notes.txt" -> "A note.\n".repeat(40);
            default -> """
                #include <stdio.h>

                /* Prints a table, and says how it went. */
                static int rows = 12;

                int main(int argc, char **argv)
                {
                \tfor (int row = 0; row < rows; row++) {
                \t\tfor (int column = 0; column < argc; column++)
                \t\t\tprintf("%6d", row * column);
                \t\tputchar('\\n');
                \t}
                \tconst char *name = argv[0];
                \tif (name == NULL)
                \t\treturn 1; /* a line that is longer than the window is wide, so that it has to be wrapped or cut */
                \tprintf("%s: done\\n", name);
                \treturn 0;
                }
                """.repeat(3);
        };
    }
}
