package dev.diver.core.catalog.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.catalog.registry.RegistryAddress;
import dev.diver.core.home.DiverHome;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCatalogsTest {
    @TempDir
    Path folder;

    private FileCatalogs catalogs;
    private Path files;

    @BeforeEach
    void open() throws IOException {
        var home = DiverHome.in(folder, folder);
        catalogs = new FileCatalogs(home);
        files = Files.createDirectories(home.config().resolve("catalogs"));
    }

    private Problem fails(String name) {
        return assertThrows(DiverException.class, () -> catalogs.find(name)).problem();
    }

    @Test
    void keepsWhatItIsGiven() {
        var lab = new RemoteCatalog(
                "lab",
                RegistryAddress.parse("registry.example.org/kernels"),
                List.of(RegistryAddress.parse("one.example"), RegistryAddress.parse("localhost:5000/k")),
                Optional.of(folder.resolve("with \"marks\".pem")));
        catalogs.add(lab);
        assertEquals(lab, catalogs.find("lab"));
        assertEquals(List.of(lab), catalogs.list());
        assertEquals(
                Problem.Kind.IN_USE,
                assertThrows(DiverException.class, () -> catalogs.add(lab))
                        .problem()
                        .kind());
        catalogs.replace(lab.updating(false));
        assertEquals(lab.updating(false), catalogs.find("lab"));
        catalogs.replace(lab);
        assertEquals(lab, catalogs.find("lab"));
        catalogs.remove("lab");
        assertEquals(List.of(), catalogs.list());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Lab", "a.b", "a/b", "localhost", "../x", "a:1"})
    void aNameIsNoAddress(String name) {
        var failure = assertThrows(
                DiverException.class,
                () -> catalogs.add(
                        new RemoteCatalog(name, RegistryAddress.parse("a.example"), List.of(), Optional.empty())));
        assertEquals(Problem.Kind.INVALID, failure.problem().kind());
    }

    @Test
    void aNameThatLooksLikeAnothersIsRefused() {
        var address = RegistryAddress.parse("a.example");
        catalogs.add(new RemoteCatalog("lab-1", address, List.of(), Optional.empty()));
        for (var name : List.of("lab_1", "lab1", "labi", "1ab-l")) {
            var problem = assertThrows(
                            DiverException.class,
                            () -> catalogs.add(new RemoteCatalog(name, address, List.of(), Optional.empty())))
                    .problem();
            assertEquals(Problem.Kind.IN_USE, problem.kind());
            assertEquals("There is a catalog lab-1 already, which looks like " + name + ".", problem.what());
        }
        catalogs.add(new RemoteCatalog("lab-2", address, List.of(), Optional.empty()));
    }

    @Test
    void anAddressNeedsNoFile() {
        assertEquals(
                "https://a.example/k", catalogs.find("a.example/k").address().toString());
        assertEquals(
                "http://localhost:5000",
                catalogs.find("localhost:5000").address().toString());
    }

    @Test
    void allThatIsWrongWithAFileIsTold() throws IOException {
        Files.writeString(files.resolve("bad.toml"), "url = \"http://a.example\"\nmirors = []\n");
        var problem = fails("bad");
        assertEquals(Problem.Kind.INVALID, problem.kind());
        assertTrue(problem.why().contains("1:") && problem.why().contains("Plain http"), problem.why());
        assertTrue(problem.why().contains("mirrors"), problem.why());
        assertEquals(List.of("bad"), catalogs.broken());
        Files.writeString(files.resolve("none.toml"), "");
        assertEquals(Problem.Kind.INVALID, fails("none").kind());
    }

    @Test
    void theNearestNameIsTold() throws IOException {
        Files.writeString(files.resolve("laboratory.toml"), "url = \"a.example\"\n");
        assertTrue(fails("labratory").why().contains("laboratory"));
    }
}
