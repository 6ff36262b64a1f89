/* Calls itself until the stack is full. */
#include <stdio.h>

static volatile int depth;

__attribute__((noinline)) int recurse(volatile char *above)
{
	volatile char frame[512];

	frame[0] = *above;
	depth++;
	return depth < 0 ? 0 : recurse(frame) + frame[0];
}

int main(void)
{
	volatile char first = 0;

	puts("before");
	return recurse(&first);
}
