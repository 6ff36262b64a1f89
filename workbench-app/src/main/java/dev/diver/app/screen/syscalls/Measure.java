package dev.diver.app.screen.syscalls;

/** What the bars show. */
enum Measure {
    COUNT("Count", "how often each call was made"),
    TIME("Total time", "how long all calls of a kind took together"),
    P99("p99", "99 % of the calls of a kind were this fast or faster");

    private final String word;
    private final String help;

    Measure(String word, String help) {
        this.word = word;
        this.help = help;
    }

    String word() {
        return word;
    }

    String help() {
        return help;
    }
}
