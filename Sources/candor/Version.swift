/// The release of this program, as `candor --version` prints it.
let candorVersion = "0.2.0"
