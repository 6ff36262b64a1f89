package dev.diver.console.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What sequences do, on a screen of ten columns and five rows. E stands for escape and C for its bracket. */
class ConformanceTest {

    private static Arguments test(String name, String input, String rows, String cursor) {
        return Arguments.of(name, input.replace("C", "\u001B[").replace("E", "\u001B"), rows, cursor);
    }

    static Stream<Arguments> moving() {
        return Stream.of(
                test("text", "abc", "abc", "3,0"),
                test("return and feed", "abc\r\ndef", "abc|def", "3,1"),
                test("feed only", "abc\ndef", "abc|   def", "6,1"),
                test("vertical tab and form feed feed", "a\013b\014c", "a| b|  c", "3,2"),
                test("backspace", "abc\b\bX", "aXc", "2,0"),
                test("backspace at margin", "\b\bX", "X", "1,0"),
                test("tab", "a\tb", "a       b", "9,0"),
                test("tab at end", "\t\t\tb", "         b", "9,0"),
                test("bell and null", "a\007\000b", "ab", "2,0"),
                test("delete is nothing", "a\177b", "ab", "2,0"),
                test("wrap waits", "0123456789", "0123456789", "9,0"),
                test("wrap", "0123456789a", "0123456789|a", "1,1"),
                test("return ends waiting", "0123456789\rX", "X123456789", "1,0"),
                test("backspace ends waiting", "0123456789\bX", "01234567X9", "9,0"),
                test("no wrap", "C?7l0123456789abc", "012345678c", "9,0"),
                test("position", "C3;4HX", "||   X", "4,2"),
                test("position f", "C3;4fX", "||   X", "4,2"),
                test("position home", "abcCHX", "Xbc", "1,0"),
                test("position clamped", "C99;99HX", "||||         X", "9,4"),
                test("up", "C4;4HC2AX", "|   X", "4,1"),
                test("up clamped", "C4;4HC20AX", "   X", "4,0"),
                test("down", "C2BX", "||X", "1,2"),
                test("down e", "C2eX", "||X", "1,2"),
                test("right a", "C3aX", "   X", "4,0"),
                test("left", "abcC2DX", "aXc", "2,0"),
                test("zero is one", "abcC0DX", "abX", "3,0"),
                test("column", "abcC2GX", "aXc", "2,0"),
                test("column `", "abcC2`X", "aXc", "2,0"),
                test("row", "abC3dX", "ab||  X", "3,2"),
                test("tab forward", "C1IX", "        X", "9,0"),
                test("tab back", "C10GC1ZX", "        X", "9,0"),
                test("tab back twice", "C10GC2ZX", "X", "1,0"),
                test("own tab stop", "C4GEH\r\tX", "   X", "4,0"),
                test("tab stop cleared", "C9GCg\r\tX", "         X", "9,0"),
                test("all tab stops cleared", "C3g\r\tX", "         X", "9,0"),
                test("save and restore", "abE7C4;4HE8X", "abX", "3,0"),
                test("save and restore s u", "abCsC4;4HCuX", "abX", "3,0"),
                test("index", "abEDX", "ab|  X", "3,1"),
                test("reverse index", "C2;3HEMX", "  X", "3,0"),
                test("reverse index scrolls", "aEMX", " X|a", "2,0"),
                test("scroll", "1\r\n2\r\n3\r\n4\r\n5\r\n6", "2|3|4|5|6", "1,4"),
                test("line feed mode", "C20habc\ndef", "abc|def", "3,1"),
                test("control in sequence", "abC\r2aX", "abX", "3,0"),
                test("cancelled", "C3\030X", "X", "1,0"),
                test("substituted", "C3\032X", "\uFFFDX", "2,0"),
                test("new sequence within", "C3C2;2HX", "| X", "2,1"),
                test("unknown", "C5zC?99hC=1cE%GX", "X", "1,0"),
                test("too many parameters", "C" + "1;".repeat(60) + "1mX", "X", "1,0"),
                test("huge parameter", "C99999999999999BX", "||||X", "1,4"));
    }

    static Stream<Arguments> editing() {
        String full = "11111\r\n22222\r\n33333\r\n44444\r\n55555C3;3H";
        return Stream.of(
                test("erase below", full + "CJ", "11111|22222|33", "2,2"),
                test("erase above", full + "C1J", "||   33|44444|55555", "2,2"),
                test("erase all", full + "C2J", "", "2,2"),
                test("erase to end", full + "CK", "11111|22222|33|44444|55555", "2,2"),
                test("erase to start", full + "C1K", "11111|22222|   33|44444|55555", "2,2"),
                test("erase line", full + "C2K", "11111|22222||44444|55555", "2,2"),
                test("erase characters", full + "C2X", "11111|22222|33  3|44444|55555", "2,2"),
                test("insert characters", full + "C2@", "11111|22222|33  333|44444|55555", "2,2"),
                test("insert characters, many", full + "C99@", "11111|22222|33|44444|55555", "2,2"),
                test("delete characters", full + "C2P", "11111|22222|333|44444|55555", "2,2"),
                test("delete characters, many", full + "C99P", "11111|22222|33|44444|55555", "2,2"),
                test("insert mode", full + "C4hXY", "11111|22222|33XY333|44444|55555", "4,2"),
                test("replace mode", full + "C4hXC4lY", "11111|22222|33XY33|44444|55555", "4,2"),
                test("insert lines", full + "C2L", "11111|22222|||33333", "0,2"),
                test("delete lines", full + "C2M", "11111|22222|55555", "0,2"),
                test("delete lines, many", full + "C99M", "11111|22222", "0,2"),
                test("scroll up", full + "C2S", "33333|44444|55555", "2,2"),
                test("scroll down", full + "C2T", "||11111|22222|33333", "2,2"),
                test("repeat", "abC3b", "abbbb", "5,0"),
                test("region scrolls", full + "C2;4rC4;1H\nX", "11111|33333|44444|X|55555", "1,3"),
                test("region from top scrolls", full + "C1;3rC3;1H\nX", "22222|33333|X|44444|55555", "1,2"),
                test("region homes", full + "C2;4rX", "X1111|22222|33333|44444|55555", "1,0"),
                test("region, origin", full + "C2;4rC?6hX", "11111|X2222|33333|44444|55555", "1,1"),
                test("region, origin bounds", full + "C2;4rC?6hC9;1HX", "11111|22222|33333|X4444|55555", "1,3"),
                test("region, reverse", full + "C2;4rC2;1HEMX", "11111|X|22222|33333|55555", "1,1"),
                test("region, insert line", full + "C2;4rC2;1HCL", "11111||22222|33333|55555", "0,1"),
                test("region, outside", full + "C2;3rC5;1HCL\nX", "11111|22222|33333|44444|X5555", "1,4"),
                test("region, senseless", full + "C4;2rX", "11111|22222|33X33|44444|55555", "3,2"),
                test("region undone", full + "C2;3rCrC5;1H\nX", "22222|33333|44444|55555|X", "1,4"),
                test("alignment", "E#8", "EEEEEEEEEE|EEEEEEEEEE|EEEEEEEEEE|EEEEEEEEEE|EEEEEEEEEE", "0,0"),
                test("reset", full + "C2;3rC?6hEcX", "X", "1,0"),
                test("soft reset", full + "C2;3rC4hC!pCHX", "X1111|22222|33333|44444|55555", "1,0"),
                test("alternate screen", full + "C?1049hX", "||  X", "3,2"),
                test("alternate and back", full + "C?1049hXC?1049lY", "11111|22222|33Y33|44444|55555", "3,2"),
                test("alternate 47 keeps", "C?47hXC?47lC?47h", "X", "1,0"),
                test("alternate 1047 clears", "C?1047hXC?1047lC?47h", "", "1,0"),
                test("cursor 1048", "abC?1048hC4;4HC?1048lX", "abX", "3,0"));
    }

    static Stream<Arguments> characters() {
        return Stream.of(
                test("line drawing", "E(0lqkE(Blqk", "┌─┐lqk", "6,0"),
                test("line drawing by shift", "E)0\016xx\017x", "││x", "3,0"),
                test("wide", "漢字", "漢字", "4,0"),
                test("wide at end", "012345678漢", "012345678|漢", "2,1"),
                test("wide, tail overwritten", "漢字C2GX", " X字", "2,0"),
                test("wide, head overwritten", "漢字C3GX", "漢X", "3,0"),
                test("wide, tail deleted", "漢字C2GCP", " 字", "1,0"),
                test("combining", "e\u0301x", "e\u0301x", "2,0"),
                test("combining at end", "012345678e\u0301", "012345678e\u0301", "9,0"),
                test("combining overwritten", "e\u0301\bx", "x", "1,0"),
                test("combining without base", "\u0301x", "x", "1,0"),
                test("emoji", "a😀b", "a😀b", "4,0"),
                test("umlauts", "äöü", "äöü", "3,0"),
                test("control of eight bits", "a\u009B2Jb", "a2Jb", "4,0"),
                test("title", "E]0;hello\007X", "X", "1,0"),
                test("title, ST", "E]2;helloE\\X", "X", "1,0"),
                test("unknown command", "E]52;c;aaaa\007X", "X", "1,0"),
                test("command cut by line end", "E]0;abc\r\nX", "|X", "1,1"),
                test("linux palette", "E]P1ff0000X", "X", "1,0"),
                test("linux palette reset", "E]RX", "X", "1,0"),
                test("device string", "EP1$qmE\\X", "X", "1,0"),
                test("application string", "E_GabcE\\X", "X", "1,0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"moving", "editing", "characters"})
    void does(String name, String input, String rows, String cursor) {
        Fixture fixture = new Fixture(10, 5, 20).write(input);
        assertEquals(rows, fixture.rows(), name);
        assertEquals(cursor, fixture.cursor(), name);
    }

    static Stream<Arguments> asking() {
        return Stream.of(
                test("status", "C5n", "C0n", ""),
                test("position", "C3;4HC6n", "C3;4R", ""),
                test("position in origin mode", "C2;4rC?6hC2;2HC6n", "C2;2R", ""),
                test("attributes", "Cc", "C?62;22c", ""),
                test("attributes Z", "EZ", "C?62;22c", ""),
                test("more attributes", "C>c", "C>0;10;0c", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("asking")
    void answers(String name, String input, String reply, String unused) {
        String expected = reply.replace("C", "\u001B[");
        assertEquals(expected, new Fixture(10, 5, 0).write(input).replies(), name);
    }

    static Stream<Arguments> styles() {
        return Stream.of(
                Arguments.of("1", Style.BOLD),
                Arguments.of("1;3;4", Style.BOLD | Style.ITALIC | Style.UNDERLINE),
                Arguments.of("1;22", Style.PLAIN),
                Arguments.of("7;9", Style.INVERSE | Style.STRUCK),
                Arguments.of("1;31;0", Style.PLAIN),
                Arguments.of("1;31;", Style.PLAIN),
                Arguments.of("31", Style.withForeground(0, Style.indexed(1))),
                Arguments.of("41", Style.withBackground(0, Style.indexed(1))),
                Arguments.of("91", Style.withForeground(0, Style.indexed(9))),
                Arguments.of("107", Style.withBackground(0, Style.indexed(15))),
                Arguments.of("31;39", Style.PLAIN),
                Arguments.of("41;49", Style.PLAIN),
                Arguments.of("38;5;200", Style.withForeground(0, Style.indexed(200))),
                Arguments.of("48;5;200;1", Style.withBackground(Style.BOLD, Style.indexed(200))),
                Arguments.of("38:5:200", Style.withForeground(0, Style.indexed(200))),
                Arguments.of("38;2;1;2;3", Style.withForeground(0, Style.trueColour(1, 2, 3))),
                Arguments.of("38;2;1;2;3;1", Style.withForeground(Style.BOLD, Style.trueColour(1, 2, 3))),
                Arguments.of("38:2::1:2:3", Style.withForeground(0, Style.trueColour(1, 2, 3))),
                Arguments.of("38:2:1:2:3", Style.withForeground(0, Style.trueColour(1, 2, 3))),
                Arguments.of("4:3", Style.UNDERLINE),
                Arguments.of("4;4:0", Style.PLAIN),
                Arguments.of("38", Style.PLAIN),
                Arguments.of("38;5", Style.withForeground(0, Style.indexed(0))));
    }

    @ParameterizedTest
    @MethodSource("styles")
    void styled(String parameters, long style) {
        Fixture fixture = new Fixture(10, 5, 0).write("\u001B[" + parameters + "mX");
        assertEquals(style, fixture.terminal.screen(0).style(0, 0));
    }
}
