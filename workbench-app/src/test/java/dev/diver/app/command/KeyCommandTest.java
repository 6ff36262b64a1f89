package dev.diver.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.app.EngineFactory;
import dev.diver.core.Engine;
import dev.diver.core.home.DiverHome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class KeyCommandTest {
    @TempDir
    Path temp;

    private Engine engine;
    private String out = "";
    private String err = "";

    @BeforeEach
    void realEngine() {
        engine = engine("home");
    }

    private Engine engine(String home) {
        return EngineFactory.create(DiverHome.in(temp.resolve(home), temp.resolve("assets")), System.getenv("PATH"));
    }

    private int key(String... args) {
        var run = CommandRun.of(engine, "key", args);
        out = run.out();
        err = run.err();
        return run.status();
    }

    private String file(String name, String text) throws Exception {
        return Files.writeString(temp.resolve(name), text).toString();
    }

    @Test
    void aKeyIsMadeAndListed() throws Exception {
        assertEquals(0, key("list"));
        assertTrue(err.contains("No keys yet"), err);
        assertEquals(0, key("new", "mine", "--password-file", file("password", "open sesame\n")), err);
        var publicKey = out.strip();
        assertTrue(publicKey.matches("RW[A-Za-z0-9+/]{54}"), out);
        assertEquals(0, key("list"), err);
        assertTrue(out.matches("mine  [0-9A-F]{16}  signs\n"), out);
        assertEquals(0, key("list", "--json"), err);
        var listed = new ObjectMapper().readTree(out);
        assertEquals("mine", listed.at("/0/name").asText());
        assertEquals(publicKey, listed.at("/0/key").asText());
        assertEquals("encrypted", listed.at("/0/secret").asText());
        assertTrue(listed.at("/0/revoked").isNull(), out);
        assertEquals(1, key("new", "mine", "--no-password"));
        assertTrue(err.contains("There is a key mine already."), err);
        assertEquals(1, key("new", "yours", "--password-file", file("empty", "")));
        assertTrue(err.contains("--no-password"), err);
        assertEquals(1, key("remove", "mine"));
        assertTrue(err.contains("--with-secret"), err);
        assertEquals(0, key("remove", "mine", "--with-secret"), err);
        assertEquals(1, key("remove", "mine"));
    }

    @Test
    void aKeyIsFollowedByAnotherAndThenRevoked() throws Exception {
        var old = file("old", "first\n");
        var next = file("next", "second\n");
        assertEquals(0, key("new", "lab", "--password-file", old), err);
        var publicKey = file("lab.pub", out);
        assertEquals(0, key("new", "lab-2027", "--password-file", next), err);
        assertEquals(1, key("rotate", "lab", "lab-2027", "--password-file", old));
        assertTrue(err.contains("password of the secret key is wrong"), err);
        assertEquals(0, key("rotate", "lab", "lab-2027", "--password-file", old, "--new-password-file", next), err);
        var succession = file("succession", out);
        assertEquals(
                0,
                key("revoke", "lab", "--reason", "a laptop is gone", "--by", "lab-2027", "--password-file", next),
                err);
        var revocation = file("revocation", out);
        assertEquals(0, key("list"));
        assertTrue(out.contains(": a laptop is gone\n"), out);

        engine = engine("theirs");
        assertEquals(0, key("add", publicKey, "--catalog", "lab"), err);
        assertTrue(err.contains("trusted for lab."), err);
        assertEquals(1, key("add", revocation));
        assertTrue(err.contains("This revocation is not believed."), err);
        assertEquals(0, key("remove", "lab", "--catalog", "lab"), err);
        assertTrue(err.contains("lab is trusted for lab no longer. No key is trusted there then"), err);
        assertEquals(1, key("remove", "lab", "--catalog", "lab"));
        assertTrue(err.contains("It is trusted for no catalog."), err);
        assertEquals(1, key("remove", "lab", "--catalog", "lab", "--with-secret"));
        assertEquals(0, key("add", publicKey, "--catalog", "lab"), err);
        assertEquals(0, key("add", succession), err);
        assertTrue(err.contains("is followed by lab-2"), err);
        assertEquals(0, key("add", revocation), err);
        assertEquals(0, key("list"), err);
        assertTrue(out.contains("revoked 2") && out.contains("lab-2"), out);
        assertTrue(out.lines().anyMatch(line -> line.startsWith("lab-2 ") && line.endsWith("trusted for lab")), out);
    }

    @Test
    void aPolicyIsShownAndSet() throws Exception {
        assertEquals(0, key("policy", "lab"), err);
        assertEquals("warn, first key is trusted\n", out);
        assertEquals(0, key("policy", "lab", "require", "--no-first-use"), err);
        assertEquals("require\n", out);
        assertEquals(0, key("policy", "lab", "--json"), err);
        var policy = new ObjectMapper().readTree(out);
        assertEquals("require", policy.path("mode").asText());
        assertFalse(policy.path("firstUse").asBoolean(true), out);
        assertEquals(0, key("policy", "lab", "--first-use"), err);
        assertEquals("require, first key is trusted\n", out);
        assertEquals(2, key("policy", "lab", "requires"));
        assertTrue(err.contains("Did you mean \"require\"?"), err);
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        assertEquals(1, key("add", temp.resolve("none.pub").toString()));
        assertTrue(err.contains("There is no file"), err);
        assertEquals(1, key("add", file("odd.pub", "\u001b[31mno key\u202e\n")));
        assertFalse(err.contains("\u001b") || err.contains("\u202e"), err);
        assertEquals(1, key("rotate", "one", "two"));
        assertTrue(err.contains("There is no key one."), err);
        assertEquals(2, key("revoke", "one"));
        assertEquals(1, key("revoke", "one", "--reason", "x", "--only-here", "--by", "two"));
        assertEquals(1, key("new", "../up", "--no-password"));
        assertFalse(Files.exists(temp.resolve("home/config/up.pub")));
        assertEquals(0, key("new", "lab", "--no-password"), err);
        assertEquals(0, key("revoke", "lab", "--reason", "seen elsewhere", "--only-here"), err);
        assertEquals("", out);
        assertEquals(0, key("list"));
        assertTrue(out.contains("signs, no password") && out.contains("seen elsewhere"), out);
    }
}
