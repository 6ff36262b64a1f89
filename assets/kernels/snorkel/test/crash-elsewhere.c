/* A fault, or a full stack, on the second processor. */
#include <snorkel.h>
#include <stdio.h>
#include <string.h>

static volatile int *volatile nowhere;

__attribute__((noinline)) static int recurse(volatile char *above)
{
	volatile char frame[512];

	frame[0] = *above;
	return frame[0] < 0 ? 0 : recurse(frame) + frame[0];
}

static int fail(void *argument)
{
	volatile char first = 0;

	if (strcmp(argument, "overflow") == 0)
		return recurse(&first);
	return *nowhere;
}

int main(int argc, char **argv)
{
	snorkel_start_cpu(1, fail, argc > 1 ? argv[1] : "null");
	snorkel_wait_cpu(1, NULL);
	return 0;
}
