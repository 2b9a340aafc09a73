#include <lmdb.h>
/* statfs(2), which the Glibc module leaves out: LMDB must stay off network file systems. */
#include <sys/vfs.h>
