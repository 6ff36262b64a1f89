package dev.diver.app.screen.screenshot;

import java.nio.file.Files;
import java.util.List;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;

/** Where kernels come from, keys, and what is being brought. */
public final class CatalogsTour implements Tour {
    @Override
    public void walk(PicturedWindow window) throws Exception {
        var folder = Files.createDirectories(window.root().resolve("home/config/catalogs"));
        window.key(KeyCode.DIGIT6, true, false);
        Thread.sleep(600);
        window.picture("70-catalogs-empty");
        window.press("#catalog-add");
        Thread.sleep(300);
        window.set("#catalog-name", "lab");
        window.set("#catalog-url", "ftp://127.0.0.1:9/kernels");
        window.press("#catalog-add-confirm");
        Thread.sleep(500);
        window.picture("71-catalogs-add");
        window.set("#catalog-url", "127.0.0.1:9/kernels");
        window.press("#catalog-add-confirm");
        Thread.sleep(1500);
        window.picture("72-catalogs-page");
        Files.writeString(
                folder.resolve("a-research-groups-kernels-of-hpc.toml"),
                "url = \"registry.department-of-computer-science.university.example/groups/operating-systems/kernels\"\n"
                        + "mirrors = [\"https://mirror.example/kernels\"]\n");
        Files.writeString(folder.resolve("mine.toml"), "url = 3\n");
        window.key(KeyCode.DIGIT6, true, false);
        Thread.sleep(3000);
        window.choose("#catalogs-list", 0);
        window.picture("73-catalogs-long");
        window.choose("#catalogs-list", 2);
        window.picture("74-catalogs-broken");
        window.choose("#catalogs-list", 1);
        window.press("#catalog-login");
        Thread.sleep(400);
        window.set("#catalog-user", "me");
        window.set("#catalog-password", "secret");
        window.press("#catalog-login-confirm");
        Thread.sleep(500);
        window.picture("75-catalogs-login");
        window.key(KeyCode.ESCAPE, false, false);
        keys(window);
        downloads(window);
    }

    private static void keys(PicturedWindow window) throws Exception {
        window.key(KeyCode.DIGIT7, true, false);
        Thread.sleep(500);
        window.picture("76-keys-empty");
        for (var name : List.of("mine", "mine-2027")) {
            window.press("#key-new");
            Thread.sleep(300);
            window.set("#key-name", name);
            window.set("#key-password", "secret");
            window.set("#key-password-again", name.equals("mine") ? "secre" : "secret");
            window.picture("77-keys-new");
            window.set("#key-password-again", "secret");
            window.press("#key-make");
            window.await("#key-statement");
            Thread.sleep(300);
            window.picture("78-keys-public");
            window.key(KeyCode.ESCAPE, false, false);
        }
        window.press("#key-add-other");
        Thread.sleep(400);
        window.<TextArea>with("#key-add-source", source -> source.setText("RWnokey"));
        window.press("#key-add");
        Thread.sleep(500);
        window.picture("79-keys-add");
        window.key(KeyCode.ESCAPE, false, false);
        window.choose("#keys-list", 0);
        window.picture("80-keys");
        window.press("#key-rotate");
        window.await("#key-rotate-password-1");
        window.picture("81-keys-rotate");
        window.set("#key-rotate-password", "secret");
        window.set("#key-rotate-password-1", "secret");
        window.press("#key-rotate-sign");
        window.await("#key-statement");
        Thread.sleep(300);
        window.picture("82-keys-statement");
        window.key(KeyCode.ESCAPE, false, false);
        Thread.sleep(1500);
        window.press("#key-revoke");
        window.await("#key-revoke-reason");
        window.set("#key-revoke-reason", "A laptop was stolen on a train between two cities, with the key on it");
        window.set("#key-revoke-password", "secret");
        window.picture("83-keys-revoke");
        window.press("#key-revoke-confirm");
        window.await("#key-statement");
        window.key(KeyCode.ESCAPE, false, false);
        Thread.sleep(500);
        window.picture("84-keys-revoked");
    }

    private static void downloads(PicturedWindow window) throws Exception {
        for (var name : List.of("ipxe", "nautilus hpc", "nautilus minimal", "snorkel link")) {
            window.key(KeyCode.DIGIT1, true, false);
            window.set("#catalog-search", name);
            Thread.sleep(1500);
            window.picture("85-page-before-" + name.split(" ")[0]);
            window.press("#kernel-pull");
        }
        Thread.sleep(2500);
        window.picture("85-page-waiting");
        window.key(KeyCode.DIGIT8, true, false);
        Thread.sleep(500);
        window.picture("86-downloads");
        window.press("#downloads-pause");
        Thread.sleep(500);
        window.picture("87-downloads-paused");
    }
}
