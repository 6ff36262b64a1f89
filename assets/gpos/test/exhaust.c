/* Takes memory until there is none: "exhaust MIB" touches as much. */
#include <string.h>

#include "check.h"

int main(int count, char **words)
{
	size_t size = (size_t)(count > 1 ? atoi(words[1]) : 1) << 20;
	char *at = malloc(size);

	CHECK(at);
	if (at)
		for (size_t i = 0; i < size; i += 4096)
			at[i] = 1;
	return checked("exhaust");
}
