/* Prints what came through the command line. */
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		printf("argv[%d]=<%s>\n", i, argv[i]);
	for (char **entry = environ; *entry; entry++)
		printf("env <%s>\n", *entry);
	printf("GREETING=<%s>\n", getenv("GREETING") ? getenv("GREETING") : "(none)");
	return argv[argc] != NULL;
}
