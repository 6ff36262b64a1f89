package dev.diver.console.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** All that terminfo's entry xterm-256color (ncurses' infocmp) names: what it makes the terminal do, and what keys send. */
class TerminfoTest {

    /** Left out on purpose: printers, the clipboard (OSC 52), and Alt by the eighth bit, where Alt sends an escape. */
    private static final Set<String> LEFT_OUT = Set.of("mc0", "mc4", "mc5", "Ms", "smm", "rmm", "kmous");

    /** Answers and reports, and what only says how keys look; tested with the mouse and with what is asked. */
    private static final Set<String> ELSEWHERE = Set.of("u6", "u8", "XM", "xm", "PE", "PS", "acsc");

    /** What is printed, with ^ for escape and | between rows, and what is then on a screen of ten columns and four rows. */
    private static final Map<String, String> EFFECTS = Map.ofEntries(
            Map.entry("bel", "a{}b => ab"),
            Map.entry("cbt", "^[9G{}X => X"),
            Map.entry("clear", "ab{}X => X"),
            Map.entry("cr", "ab{}X => Xb"),
            Map.entry("csr", "1\r\n2\r\n3\r\n4{1,2}^[3;1H\n => 1|3||4"),
            Map.entry("cub", "abc{2}X => aXc"),
            Map.entry("cub1", "abc{}X => abX"),
            Map.entry("cud", "{2}X => ||X"),
            Map.entry("cud1", "{}X => |X"),
            Map.entry("cuf", "{2}X =>   X"),
            Map.entry("cuf1", "{}X =>  X"),
            Map.entry("cup", "{1,2}X => |  X"),
            Map.entry("cuu", "\n\n\n{2}X => |X"),
            Map.entry("cuu1", "\n\n{}X => |X"),
            Map.entry("dch", "abcd^[2G{2} => ad"),
            Map.entry("dch1", "abcd^[2G{} => acd"),
            Map.entry("dl", "1\r\n2\r\n3^[1;1H{2} => 3"),
            Map.entry("dl1", "1\r\n2\r\n3^[1;1H{} => 2|3"),
            Map.entry("ech", "abcd^[2G{2} => a  d"),
            Map.entry("ed", "ab\r\ncd^[1;2H{} => a"),
            Map.entry("el", "abcd^[2G{} => a"),
            Map.entry("el1", "abcd^[2G{} =>   cd"),
            Map.entry("home", "ab{}X => Xb"),
            Map.entry("hpa", "{3}X =>    X"),
            Map.entry("ht", "{}X =>         X"),
            Map.entry("hts", "^[4G{}\r\tX =>    X"),
            Map.entry("ich", "abcd^[2G{2} => a  bcd"),
            Map.entry("il", "1\r\n2^[1;1H{2} => ||1|2"),
            Map.entry("il1", "1\r\n2^[1;1H{} => |1|2"),
            Map.entry("ind", "1\r\n2\r\n3\r\n4{} => 2|3|4"),
            Map.entry("indn", "1\r\n2\r\n3\r\n4{2} => 3|4"),
            Map.entry("meml", "1\r\n2\r\n3\r\n4^[2;1H{}^[4;1H\n => 1|3|4"),
            Map.entry("memu", "1\r\n2\r\n3\r\n4^[2;1H^l{}^[4;1H\n => 2|3|4"),
            Map.entry("mgc", "^[?69h^[3;5s{}^[1GX => X"),
            Map.entry("nel", "ab{}X => ab|X"),
            Map.entry("rc", "ab^7^[3;3H{}X => abX"),
            Map.entry("sc", "ab{}^[3;3H^8X => abX"),
            Map.entry("rep", "{120,4} => xxxx"),
            Map.entry("ri", "{}X => X"),
            Map.entry("rin", "1{2} => ||1"),
            Map.entry("rmam", "{}0123456789abX => 012345678X"),
            Map.entry("smam", "^[?7l{}0123456789X => 0123456789|X"),
            Map.entry("rmcup", "ab{}X => abX"),
            Map.entry("smcup", "ab{}X =>   X"),
            Map.entry("rmir", "ab^[4h^[1G{}X => Xb"),
            Map.entry("smir", "ab^[1G{}X => Xab"),
            Map.entry("rmacs", "^(0{}q => q"),
            Map.entry("smacs", "{}q => \u2500"),
            Map.entry("is2", "^[4h{}ab\rX => Xb"),
            Map.entry("rs1", "ab^[4h{}ab\rX => Xb"),
            Map.entry("rs2", "^[4h{}ab\rX => Xb"),
            Map.entry("smglp", "{2}^[5G\rX =>   X"),
            Map.entry("smglr", "{2,4}^[3GabcX =>   abc|  X"),
            Map.entry("smgrp", "{4}abcdeX => abcde|X"),
            Map.entry("tbc", "{}\tX =>          X"),
            Map.entry("vpa", "ab{2}X => ab||  X"),
            Map.entry("E3", "{}X => X"),
            Map.entry("u7", "{} => "),
            Map.entry("u9", "{} => "));

    /** How the letter printed next looks. */
    private static final Map<String, Long> LOOKS = Map.ofEntries(
            Map.entry("blink", Style.BLINK),
            Map.entry("bold", Style.BOLD),
            Map.entry("dim", Style.FAINT),
            Map.entry("invis", Style.HIDDEN),
            Map.entry("rev", Style.INVERSE),
            Map.entry("sitm", Style.ITALIC),
            Map.entry("smso", Style.INVERSE),
            Map.entry("smul", Style.UNDERLINE),
            Map.entry("smxx", Style.STRUCK),
            Map.entry("ritm", Style.PLAIN),
            Map.entry("rmso", Style.PLAIN),
            Map.entry("rmul", Style.PLAIN),
            Map.entry("rmxx", Style.PLAIN),
            Map.entry("sgr0", Style.PLAIN),
            Map.entry("op", Style.PLAIN));

    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("kbs", "BACK_SPACE"),
            Map.entry("kcub1", "LEFT"),
            Map.entry("kcuf1", "RIGHT"),
            Map.entry("kcuu1", "UP"),
            Map.entry("kcud1", "DOWN"),
            Map.entry("khome", "HOME"),
            Map.entry("kend", "END"),
            Map.entry("kich1", "INSERT"),
            Map.entry("kdch1", "DELETE"),
            Map.entry("kpp", "PAGE_UP"),
            Map.entry("knp", "PAGE_DOWN"));

    private static final Map<String, String> MODIFIED = Map.of(
            "kDC",
            "DELETE",
            "kEND",
            "END",
            "kHOM",
            "HOME",
            "kIC",
            "INSERT",
            "kLFT",
            "LEFT",
            "kRIT",
            "RIGHT",
            "kNXT",
            "PAGE_DOWN",
            "kPRV",
            "PAGE_UP",
            "kUP",
            "UP",
            "kDN",
            "DOWN");

    @Test
    void everyCapability() throws Exception {
        Map<String, String> strings = new TreeMap<>();
        for (String line : run("infocmp", "-x", "-1", "xterm-256color").split("\n")) {
            int equals = line.indexOf('=');
            if (line.startsWith("\t") && equals > 0) {
                strings.put(line.substring(1, equals), line.substring(equals + 1, line.length() - 1));
            }
        }
        assertTrue(strings.size() > 200, strings.size() + " capabilities");
        Set<String> unknown = new TreeSet<>();
        for (Map.Entry<String, String> each : strings.entrySet()) {
            if (!check(each.getKey(), each.getValue())) {
                unknown.add(each.getKey());
            }
        }
        assertEquals(Set.of(), unknown);
    }

    private static boolean check(String name, String value) throws Exception {
        if (LEFT_OUT.contains(name) || ELSEWHERE.contains(name) || name.startsWith("k") && isKeypad(name)) {
            return true;
        } else if (EFFECTS.containsKey(name)) {
            effect(name, EFFECTS.get(name));
        } else if (LOOKS.containsKey(name)) {
            byte[] printed = tput(name);
            Fixture fixture = new Fixture(10, 4, 5);
            if (LOOKS.get(name) == Style.PLAIN) {
                fixture.write(name.equals("op") ? "\u001B[31;42m" : looked(name));
            }
            fixture.write(printed).write("X");
            assertEquals(LOOKS.get(name), fixture.terminal.screen(0).style(0, 0), name);
        } else if (name.startsWith("k")) {
            key(name, value);
        } else {
            return other(name);
        }
        return true;
    }

    private static String looked(String off) {
        return switch (off) {
            case "ritm" -> "\u001B[3m";
            case "rmso" -> "\u001B[7m";
            case "rmul" -> "\u001B[4m";
            case "rmxx" -> "\u001B[9m";
            default -> "\u001B[1;3;4;7;9;31m";
        };
    }

    /** The keypad types digits, whatever mode it is in, and the codes of its own keys are those of the others. */
    private static boolean isKeypad(String name) {
        return name.matches("k[abcp][0-9]|kp[A-Z]{3}|kbeg|kent");
    }

    private static void effect(String name, String effect) throws Exception {
        String[] parts = effect.split(" => ?", -1);
        String input = parts[0].replace("^", "\u001B");
        int open = input.indexOf('{');
        int close = input.indexOf('}');
        String inner = input.substring(open + 1, close);
        Fixture fixture = new Fixture(10, 4, 5).write(input.substring(0, open));
        fixture.write(inner.isEmpty() ? tput(name) : tput(name, inner.split(",")));
        fixture.write(input.substring(close + 1));
        assertEquals(parts[1], fixture.rows(), name);
    }

    private static void key(String name, String value) {
        String wanted = value.replace("\\E", "\u001B").replace("^?", "\u007F");
        KeyEncoder keys = new KeyEncoder(true, false);
        byte[] sent;
        var function = Pattern.compile("kf(\\d+)").matcher(name);
        var modified = Pattern.compile("([a-zA-Z]+?)([3-7]?)").matcher(name);
        if (name.equals("kcbt")) {
            sent = keys.key("TAB", true, false, false);
        } else if (name.equals("kind") || name.equals("kri")) {
            sent = keys.key(name.equals("kind") ? "DOWN" : "UP", true, false, false);
        } else if (KEYS.containsKey(name)) {
            sent = keys.key(KEYS.get(name), false, false, false);
        } else if (function.matches()) {
            int number = Integer.parseInt(function.group(1)) - 1;
            // Twelve keys with each of these: nothing, shift, control, both, alt, and alt with shift.
            int modifier = new int[] {0, 1, 4, 5, 2, 3}[number / 12];
            sent = keys.key("F" + (number % 12 + 1), (modifier & 1) != 0, (modifier & 2) != 0, (modifier & 4) != 0);
        } else {
            assertTrue(modified.matches(), name);
            int modifier = modified.group(2).isEmpty() ? 1 : Integer.parseInt(modified.group(2)) - 1;
            String key = MODIFIED.get(modified.group(1));
            assertTrue(key != null, name);
            sent = keys.key(key, (modifier & 1) != 0, (modifier & 2) != 0, (modifier & 4) != 0);
        }
        assertEquals(wanted, new String(sent, StandardCharsets.US_ASCII), name);
    }

    private static boolean other(String name) throws Exception {
        Fixture fixture = new Fixture(10, 4, 5);
        switch (name) {
            case "civis", "cnorm", "cvvis" -> {
                fixture.write("\u001B[?25" + (name.equals("civis") ? "h" : "l")).write(tput(name));
                assertEquals(!name.equals("civis"), fixture.terminal.screen(0).isCursorVisible(), name);
            }
            case "flash" -> {
                fixture.write(tput(name)).write("X");
                assertEquals("X", fixture.rows());
            }
            case "initc" -> {
                fixture.write(tput(name, "3", "1000", "0", "500"));
                assertEquals(0xFF007F, fixture.terminal.screen(0).indexedColour(3));
            }
            case "oc" -> {
                fixture.write("\u001B]4;3;rgb:ff/00/00\u0007").write(tput(name));
                assertEquals(-1, fixture.terminal.screen(0).indexedColour(3));
            }
            case "Cs", "Cr" -> {
                fixture.write("\u001B]12;#102030\u0007");
                assertEquals(0x102030, fixture.terminal.screen(0).cursorColour());
                fixture.write("\u001B]112\u0007");
                assertEquals(-1, fixture.terminal.screen(0).cursorColour());
            }
            case "Ss", "Se" -> {
                fixture.write("\u001B[6 q");
                assertEquals(CursorShape.BAR, fixture.terminal.screen(0).cursorShape());
                fixture.write("\u001B[2 q");
                assertEquals(CursorShape.BLOCK, fixture.terminal.screen(0).cursorShape());
            }
            case "rmkx", "smkx" -> {
                fixture.write(tput(name));
                assertEquals(name.equals("smkx"), fixture.terminal.keys().applicationCursor());
            }
            case "BE", "BD" -> {
                fixture.write("\u001B[?2004" + (name.equals("BE") ? "h" : "l"));
                assertEquals(name.equals("BE"), fixture.terminal.keys().bracketedPaste());
            }
            case "setaf", "setab" -> {
                for (int colour : new int[] {1, 9, 200}) {
                    long style = fixture.write("\r")
                            .write(tput(name, "" + colour))
                            .write("X")
                            .terminal
                            .screen(0)
                            .style(0, 0);
                    int found = name.equals("setaf") ? Style.foreground(style) : Style.background(style);
                    assertEquals(Style.indexed(colour), found, name + " " + colour);
                    fixture.write("\u001B[m");
                }
            }
            case "sgr" -> {
                fixture.write(tput(name, "0", "1", "0", "0", "0", "1", "0", "0", "0"))
                        .write("X");
                assertEquals(
                        Style.BOLD | Style.UNDERLINE, fixture.terminal.screen(0).style(0, 0));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static byte[] tput(String name, String... parameters) throws Exception {
        String[] command = new String[4 + parameters.length];
        System.arraycopy(new String[] {"tput", "-T", "xterm-256color", name}, 0, command, 0, 4);
        System.arraycopy(parameters, 0, command, 4, parameters.length);
        return run(command).getBytes(StandardCharsets.UTF_8);
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }
}
