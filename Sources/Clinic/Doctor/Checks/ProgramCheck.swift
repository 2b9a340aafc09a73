/// Whether the program can record what nobody who is signed in may record.
struct ProgramCheck: HealthCheck {
  let name = "program identity"

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    guard try site.clinic().asProgram() != nil else {
      return look(
        "missing, or not the one in force: refused sign-ins and acts are not recorded",
        "restore program.identity with the keyring's part of a backup")
    }
    return ok("present, and in force")
  }
}
