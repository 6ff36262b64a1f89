/* What the package itself boots: the shortest application. */
#include <stdio.h>

int main(int argc, char **argv)
{
	printf("Hello from snorkel, with %d argument%s\n", argc - 1, argc == 2 ? "" : "s");
	for (int i = 1; i < argc; i++)
		printf("  %s\n", argv[i]);
	return 0;
}
