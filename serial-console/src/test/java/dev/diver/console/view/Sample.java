package dev.diver.console.view;

/** A little of everything, to be looked at. */
final class Sample {

    static final String TEXT = sample();

    private Sample() {}

    private static String sample() {
        StringBuilder text = new StringBuilder("\u001B[2J\u001B[H");
        text.append("[    0.000000] Linux version 6.12.0 (gcc 14.2) #1 SMP PREEMPT_DYNAMIC\r\n");
        text.append("[    0.213921] \u001B[33mclocksource\u001B[0m: refined-jiffies: mask: 0xffffffff\r\n");
        text.append("\u001B[32m[  OK  ]\u001B[0m Reached target \u001B[1mMulti-User System\u001B[0m.\r\n");
        text.append("\u001B[31m[FAILED]\u001B[0m Failed to start \u001B[1mSomething Else\u001B[0m, see status.\r\n");
        for (int row = 0; row < 2; row++) {
            for (int colour = 0; colour < 8; colour++) {
                text.append("\u001B[")
                        .append((row == 0 ? 30 : 90) + colour)
                        .append("mcolour")
                        .append(colour)
                        .append(' ');
            }
            text.append("\u001B[0m\r\n");
        }
        for (int colour = 0; colour < 16; colour++) {
            text.append("\u001B[48;5;").append(colour).append("m    ");
        }
        text.append("\u001B[0m\r\n");
        for (int i = 0; i < 72; i++) {
            text.append("\u001B[48;2;" + i * 3 + ";" + (255 - i * 3) + ";128m ");
        }
        text.append("\u001B[0m\r\n\u001B[1mbold\u001B[0m \u001B[2mfaint\u001B[0m \u001B[3mitalic\u001B[0m ");
        text.append("\u001B[4munderlined\u001B[0m \u001B[7minverse\u001B[0m \u001B[9mstruck\u001B[0m ");
        text.append("\u001B[1;3;35mbold italic\u001B[0m Äpfel größer €\r\n");
        text.append("┌──────────┬─────┐ 漢字 e\u0301 █▇▆▅▄▃▂▁ ░▒▓\r\n");
        text.append("│ module   │ s   │ ╔══╗ ←↑→↓ ✓ λ\r\n");
        text.append("├──────────┼─────┤ ╚══╝\r\n");
        text.append("│ \u001B[36mvirtio\u001B[0m   │ 0.1 │\r\n");
        text.append("└──────────┴─────┘\r\n");
        text.append("0123456789".repeat(8)).append("\r\n");
        text.append("\u001B[32mroot@snorkel\u001B[0m:\u001B[34m~\u001B[0m# ");
        return text.toString();
    }
}
