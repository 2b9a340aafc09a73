#include "CBuild.h"

const char *candor_commit(void) { return CANDOR_COMMIT; }
