/* Does the forbidden thing that its argument names, three calls deep. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile uint64_t *volatile target;
static volatile int zero;

__attribute__((noinline)) void innermost(const char *what)
{
	if (strcmp(what, "null") == 0)
		target = NULL;
	else if (strcmp(what, "far") == 0)
		target = (uint64_t *)0x700000000000;
	else if (strcmp(what, "code") == 0)
		target = (uint64_t *)(uintptr_t)innermost;
	else if (strcmp(what, "divide") == 0)
		printf("%d\n", 1000 / zero);
	else if (strcmp(what, "invalid") == 0)
		__asm__ volatile("ud2");
	else if (strcmp(what, "execute") == 0)
		((void (*)(void))malloc(16))();
	*target = 1;
}

__attribute__((noinline)) void middle(const char *what)
{
	innermost(what);
	__asm__ volatile(""); /* no tail call */
}

int main(int argc, char **argv)
{
	puts("before");
	middle(argc > 1 ? argv[1] : "null");
	puts("after");
	return 0;
}
