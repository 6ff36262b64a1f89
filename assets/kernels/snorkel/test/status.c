/* Ends with the status that its first argument says, in the way that the second says. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void say_goodbye(void)
{
	puts("goodbye");
}

static void free_twice(void)
{
	void *volatile first = malloc(32);
	void *volatile second = malloc(32);

	free(second);
	free(first); /* joins both */
	free(second);
}

int main(int argc, char **argv)
{
	int status = argc > 1 ? atoi(argv[1]) : 0;
	const char *how = argc > 2 ? argv[2] : "return";

	atexit(say_goodbye);
	if (strcmp(how, "abort") == 0)
		abort();
	if (strcmp(how, "twice") == 0)
		free_twice();
	assert(strcmp(how, "assert") != 0);
	if (strcmp(how, "exit") == 0)
		exit(status);
	return status;
}
