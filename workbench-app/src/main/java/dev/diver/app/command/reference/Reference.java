package dev.diver.app.command.reference;

import dev.diver.app.command.DiverCommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes all of it to where it is installed: {@code Reference SHARE}, with SHARE as {@code /usr/share}. */
public final class Reference {
    private final Verb command;

    private Reference(Verb command) {
        this.command = command;
    }

    public static void main(String[] args) throws IOException {
        new Reference(Verb.of(DiverCommandLine.model())).writeTo(Path.of(args[0]));
    }

    private void writeTo(Path share) throws IOException {
        write(share.resolve("bash-completion/completions/diver"), BashCompletion.of(command));
        write(share.resolve("zsh/vendor-completions/_diver"), ZshCompletion.of(command));
        write(share.resolve("fish/vendor_completions.d/diver.fish"), FishCompletion.of(command));
        write(share.resolve("man/man1/diver.1"), ManualPage.of(command, DiverCommandLine.VERSION));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
