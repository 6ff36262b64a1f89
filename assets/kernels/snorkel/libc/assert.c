#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

_Noreturn void snorkel_assert(const char *condition, const char *file, int line,
			      const char *function)
{
	printf("%s:%d: %s: assertion \"%s\" failed\n", file, line, function, condition);
	abort();
}
