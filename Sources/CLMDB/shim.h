#include <lmdb.h>
/* statfs(2), which the Glibc module leaves out: LMDB must stay off network file systems. */
#include <sys/vfs.h>
/* renameat2(2), which it leaves out too: two directories change places in one step. */
int renameat2(int, const char *, int, const char *, unsigned int);
