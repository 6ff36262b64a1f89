package dev.diver.app.screen.syscalls;

/** As what the view is kept in a file. */
enum ExportForm {
    CSV("csv", "CSV: a line for each call\u2026"),
    JSON("json", "JSON: with histograms and time line\u2026"),
    PNG("png", "PNG: this picture\u2026");

    private final String extension;
    private final String help;

    ExportForm(String extension, String help) {
        this.extension = extension;
        this.help = help;
    }

    String extension() {
        return extension;
    }

    String help() {
        return help;
    }
}
