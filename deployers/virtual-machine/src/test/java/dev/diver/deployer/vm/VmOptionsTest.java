package dev.diver.deployer.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.option.SettingParser;
import dev.diver.core.problem.DiverException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmOptionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ports | 80 | HOST:GUEST",
                "ports | 0:80 | HOST:GUEST",
                "ports | 8080:80 | network",
                "passthrough | 3:0.0 | 0000:03:00.0",
                "passthrough | 0000:03:00.0,driver=x | 0000:03:00.0",
                "tap | tap0 | belong together",
                "network | tap | belong together",
                "cpu | host -drive file=/etc/passwd | processor model",
                "cpu | '' | it is empty",
                "tap | '' | it is empty",
                "machine | '' | q35",
                "firmware | '' | path",
                "consoles | serial,serial,serial | too many",
                "pinning | 0,1,2 | names 3 processors for 1",
                "disks | [{ format = \"raw\" }] | no file",
                "disks | [{ file = \"a\", format = \"vmdk\" }] | raw",
                "disks | [{ fil = \"a\" }] | file",
                "accelerator | hvf | kvm",
                "memory | lots | 128MiB",
                "cpus | 0 | from 1",
                "machine | pc,accel=kvm | q35",
                "pasthrough | 03:00.0 | passthrough",
            })
    void aWrongOptionSaysWhatIsExpected(String key, String value, String expected) {
        var problem = assertThrows(
                        DiverException.class,
                        () -> VmOptions.of(SettingParser.parse(Map.of(key, value), VmOptions.schema())))
                .problem();
        assertEquals(dev.diver.core.problem.Problem.Kind.INVALID, problem.kind());
        assertTrue(problem.text().contains(expected), problem::text);
    }
}
