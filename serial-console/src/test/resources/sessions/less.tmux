      4 static int rows = 12;|
	15-18 inverse
      5|
      6 int main(int argc, char **argv)|
	8-11 inverse
	17-20 inverse
      7 {|
      8         for (int row = 0; row < rows; row++) {|
	21-24 inverse
      9                 for (int column = 0; column < argc; column++)|
	29-32 inverse
     10                         printf("%6d", row * column);|
	34-37 inverse
     11                 putchar('\n');|
     12         }|
     13         const char *name = argv[0];|
     14         if (name == NULL)|
     15                 return 1; /* a line that is longer than the window is wi|
     15 de, so that it has to be wrapped or cut */|
     16         printf("%s: done\n", name);|
	18-21 inverse
     17         return 0;|
     18 }|
     19 #include <stdio.h>|
     20|
     21 /* Prints a table, and says how it went. */|
	13-16 inverse
     22 static int rows = 12;|
	15-18 inverse
     23|
     24 int main(int argc, char **argv)|
	8-11 inverse
	17-20 inverse
     25 {|
:|
