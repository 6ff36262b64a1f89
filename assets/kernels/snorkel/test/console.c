/* Echoes lines until the input ends, then what a raw key looks like. */
#include <snorkel.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
	char line[64];

	puts("type");
	while (fgets(line, sizeof(line), stdin)) {
		line[strcspn(line, "\n")] = '\0';
		if (strcmp(line, "raw") == 0) {
			char key;

			snorkel_console_set_mode(SNORKEL_CONSOLE_RAW);
			puts("press");
			snorkel_console_read(&key, 1);
			printf("key 0x%02x\n", key);
			snorkel_console_set_mode(SNORKEL_CONSOLE_COOKED);
		} else {
			printf("heard \"%s\"\n", line);
		}
	}
	printf("end of input %d\n", feof(stdin));
	return 0;
}
