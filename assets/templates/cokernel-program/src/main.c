/* ${name}: prints a greeting, its arguments and a variable of its environment. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
	const char *whom = "nobody in particular";
	const char *color = getenv("COLOR");

	for (int i = 1; i + 1 < argc; i++)
		if (strcmp(argv[i], "--greet") == 0)
			whom = argv[i + 1];
	printf("Hello, %s!\n", whom);
	for (int i = 1; i < argc; i++)
		printf("argument %d: %s\n", i, argv[i]);
	printf("COLOR is %s\n", color ? color : "not set");
	return 0;
}
