package dev.diver.core.catalog.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.diver.core.problem.DiverException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryAddressTest {

    @ParameterizedTest
    @CsvSource({
        "registry.example.org,            https://registry.example.org,         registry.example.org",
        "https://registry.example.org/,   https://registry.example.org,         registry.example.org",
        "registry.example.org:5000/a/b,   https://registry.example.org:5000/a/b, registry.example.org:5000",
        "localhost:5000,                  http://localhost:5000,                localhost:5000",
        "localhost,                       http://localhost,                     localhost",
        "127.0.0.1:443/a,                 http://127.0.0.1:443/a,               127.0.0.1:443",
        "[::1]:5000,                      http://[::1]:5000,                    [::1]:5000",
        "https://localhost:5000,          https://localhost:5000,               localhost:5000",
        "http://127.0.0.1:80,             http://127.0.0.1,                     127.0.0.1",
    })
    void isWhatAPersonWrites(String text, String whole, String host) {
        var address = RegistryAddress.parse(text);
        assertEquals(whole, address.toString());
        assertEquals(host, address.host());
        assertEquals(address, RegistryAddress.parse(whole));
    }

    @Test
    void aNameInAnotherAlphabetIsSeenAsOne() {
        assertEquals(
                "https://xn--gthub-n2e.com",
                RegistryAddress.parse("g\u0456thub.com").toString());
    }

    @Test
    void repositoriesAreBelowThePrefix() {
        assertEquals("a/b/kernel", RegistryAddress.parse("example.org/a/b").repository("kernel"));
        assertEquals("kernel", RegistryAddress.parse("example.org").repository("kernel"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://registry.example.org",
                "http://127.0.0.1.example.org",
                "ftp://localhost",
                "https://user:secret@example.org",
                "example.org/../etc",
                "example.org/a?b=c",
                "example.org/a#b",
                "example.org/-a",
                "example.org/A",
                "exa mple.org",
                "example.org:99999",
            })
    void nothingElseIs(String text) {
        assertThrows(DiverException.class, () -> RegistryAddress.parse(text));
    }
}
