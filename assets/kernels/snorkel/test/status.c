/* Ends with the status that its first argument says, in the way that the second says. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void say_goodbye(void)
{
	puts("goodbye");
}

int main(int argc, char **argv)
{
	int status = argc > 1 ? atoi(argv[1]) : 0;
	const char *how = argc > 2 ? argv[2] : "return";

	atexit(say_goodbye);
	if (strcmp(how, "abort") == 0)
		abort();
	assert(strcmp(how, "assert") != 0);
	if (strcmp(how, "exit") == 0)
		exit(status);
	return status;
}
