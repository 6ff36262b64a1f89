package dev.diver.console.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Other terminals, which are given recorded bytes and asked for their screens after each piece. */
enum ReferenceTerminal {
    TMUX {
        @Override
        List<Cells> screens(List<byte[]> pieces, Path work) throws IOException, InterruptedException {
            Path configuration =
                    Files.writeString(work.resolve("tmux.conf"), "set -g status off\nset -g remain-on-exit on\n");
            String socket = work.resolve("socket").toString();
            String script = "stty raw -echo; for i in " + numbers(pieces, work) + "; do cat " + work + "/$i; tmux -S "
                    + socket + " wait-for -S done; tmux -S " + socket + " wait-for next; done";
            run(
                    "tmux",
                    "-S",
                    socket,
                    "-f",
                    configuration.toString(),
                    "new-session",
                    "-d",
                    "-x",
                    "80",
                    "-y",
                    "24",
                    script);
            List<Cells> screens = new ArrayList<>();
            try {
                for (int i = 0; i < pieces.size(); i++) {
                    run("tmux", "-S", socket, "wait-for", "done");
                    screens.add(Capture.ofTmux(settled(socket)));
                    run("tmux", "-S", socket, "wait-for", "-S", "next");
                }
            } finally {
                run("tmux", "-S", socket, "kill-server");
            }
            return screens;
        }

        /** The server learns that the piece was written by another way than the piece itself comes: it may come later. */
        private String settled(String socket) throws IOException, InterruptedException {
            String before = null;
            String screen = "";
            while (!screen.equals(before)) {
                before = screen;
                Thread.sleep(500);
                screen = run("tmux", "-S", socket, "capture-pane", "-e", "-p", "-N");
            }
            return screen;
        }
    },

    XTERM {
        /**
         * Needs a display. Each screen is printed by media copy (CSI i), the whole of it (mode 19) with
         * attributes, and ends with a form feed. What
         * lets a program change the window's width (mode 40) is left out: ours never does.
         */
        @Override
        List<Cells> screens(List<byte[]> pieces, Path work) throws IOException, InterruptedException {
            Path printed = work.resolve("printed");
            Files.deleteIfExists(printed);
            List<byte[]> allowed = pieces.stream()
                    .map(piece -> new String(piece, StandardCharsets.ISO_8859_1).replace("\u001B[?40h", ""))
                    .map(piece -> piece.getBytes(StandardCharsets.ISO_8859_1))
                    .toList();
            String script = "stty raw -echo; for i in " + numbers(allowed, work) + "; do cat " + work
                    + "/$i; printf '\\033[?19h\\033[i'; sleep 0.3; done; sleep 1";
            run(
                    "xterm",
                    "-geometry",
                    "80x24",
                    "-u8",
                    "-xrm",
                    "*printerCommand: cat >> " + printed,
                    "-xrm",
                    "*printAttributes: 2",
                    "-xrm",
                    "*printerFormFeed: true",
                    "-e",
                    "sh",
                    "-c",
                    script);
            String all = Files.readString(printed);
            List<Cells> screens = new ArrayList<>();
            for (String screen : all.split("\f")) {
                if (screens.size() < pieces.size()) {
                    screens.add(Capture.ofXterm(screen));
                }
            }
            return screens;
        }
    };

    abstract List<Cells> screens(List<byte[]> pieces, Path work) throws IOException, InterruptedException;

    private static String numbers(List<byte[]> pieces, Path work) throws IOException {
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            Files.write(work.resolve("" + i), pieces.get(i));
            numbers.append(i).append(' ');
        }
        return numbers.toString().strip();
    }

    private static String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "LANG", "C.UTF-8"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return output;
    }
}
