import ArgumentParser
import Foundation
import Testing

@testable import candor

/// A program that is started without its standard streams writes into no file of the ledger what
/// was meant for them, and does not claim that an answer was given.
struct ClosedStreamsTests {
  /// Every command, each with something to say.
  private static let lines = [
    "init --site other.example/c --ledger elsewhere --administrator admin --no-passphrase",
    "staff enroll nurse.new --role nurse --no-passphrase --as admin", "staff list", "staff roles",
    "staff suspend nobody --cause leave --as admin", "staff reinstate nobody --as admin",
    "staff depart nobody --as admin", "staff credential nobody --as admin",
    "staff replace-key nobody --cause routine --no-passphrase --as admin",
    "device assign pump.1 --patient MH-1001 --as nurse.lee", "device list",
    "device release pump.1 --as nurse.lee", "sign-in nobody", "lock", "unlock nobody", "sign-out",
    "whoami --as nurse.lee", "record weighed --patient MH-1001 --weight 72kg --as nurse.lee",
    "record weighed --patient MH-1001 --weight 5000kg --as nurse.lee",
    "record --batch - --as nurse.lee",
    "transcribe weighed --patient MH-1001 --weight 72kg --at -1m --author nurse.lee "
      + "--paper flow-sheet --as nurse.lee",
    "transcribe --batch - --author nurse.lee --paper flow-sheet --as nurse.lee",
    "attach none --patient MH-1001 --kind consent --as nurse.lee",
    "documents MH-1001 --as nurse.lee", "document MH-1001 1 --output none --as nurse.lee",
    "approve", "amend 13 --as nurse.lee",
    "retract 13 --reason - --as nurse.lee", "reinstate 13 --reason - --as nurse.lee",
    "cosign 13 --as dr.okafor", "merge MH-1001 --into nobody --reason - --as desk.kim",
    "unmerge MH-1001 --reason - --as desk.kim", "mend --as admin",
    "check arrived --patient MH-1001 --as nurse.lee",
    "patients --as nurse.lee", "today --as nurse.lee", "board --as nurse.lee",
    "course MH-1001 --as nurse.lee", "report courses --as dr.okafor", "report open --as dr.okafor",
    "timeline MH-1001 --as nurse.lee",
    "report compliance --as dr.okafor", "report access MH-1001 --as dr.okafor",
    "report lot 1 --as dr.okafor", "report disclosures MH-1001 --as dr.okafor",
    "report verify none --as dr.okafor", "report issue none --as dr.okafor",
    "report drugs --as dr.okafor", "close-day --as nurse.lee",
    "report security --as admin", "review", "history --limit 3", "show 5", "show 99999", "verify",
    "verify --since none", "checkpoint --as admin", "backup copy --as admin",
    "restore none --ledger elsewhere", "doctor", "policy show", "policy check none",
    "policy adopt none --as admin", "hold place MH-1001 --as admin",
    "hold release MH-1001 --as admin", "erase MH-1001 --as admin",
    "import vitals none --patient MH-1001 --as nurse.lee", "import profiles",
    "projections status --as nurse.lee",
    "projections rebuild --as nurse.lee", "chair --as nurse.lee", "options", "--help", "--version",
    "no-such-command",
  ]

  @Test func `every command is among them`() {
    func leaves(of command: any ParsableCommand.Type, _ path: String) -> [String] {
      let below = command.configuration.subcommands
      // Below these are the events, one like the other.
      guard !below.isEmpty, !["record ", "transcribe ", "check "].contains(path) else {
        return [path]
      }
      return below.flatMap { command in
        let name = command.configuration.commandName ?? "\(command)".lowercased()
        return leaves(of: command, path + name + " ")
      }
    }
    for leaf in leaves(of: Candor.self, "") {
      #expect(Self.lines.contains { ($0 + " ").hasPrefix(leaf) }, "\(leaf)")
    }
  }

  @Test(arguments: ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
  func `nothing but the log is written into the log`(closed: String) throws {
    let bench = try Workbench()
    try bench.makeClinic()
    try bench.admit("MH-1001")
    let files = LedgerFiles(bench.ledger)
    let lockByteCounts = files.lockByteCounts
    for line in Self.lines {
      let ran = try bench.shell("candor \(line) \(closed)")
      #expect(ran.code != 70 && ran.code < 128, "\(line) \(closed): \(ran.code) \(ran.errors)")
      if closed.contains(">&- ") || closed == ">&-" {
        #expect(ran.code != 0, "\(line) \(closed) claims to have answered")
      }
      #expect(try files.strangers().isEmpty, "\(line) \(closed)")
      #expect(files.lockByteCounts == lockByteCounts, "\(line) \(closed)")
    }
    try bench.must("verify --signatures")
  }
}

/// What lies in a ledger's directory.
struct LedgerFiles {
  let directory: String

  init(_ directory: String) { self.directory = directory }

  var paths: [String] {
    let names = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String }
    return (names ?? []).sorted().map { directory + "/" + $0 }
  }

  /// Every file with what it holds.
  var contents: [String: Data] {
    Dictionary(
      uniqueKeysWithValues: paths.compactMap { path in
        FileManager.default.contents(atPath: path).map { (path, $0) }
      })
  }

  /// LMDB makes a lock file as long as it is to be.
  var lockByteCounts: [Int?] {
    ["/log", "/keyring"].map {
      FileManager.default.contents(atPath: directory + $0 + "/lock.mdb")?.count
    }
  }

  /// The files that hold what is only ever printed: a message, or a patient's name in the clear.
  func strangers() throws -> [String] {
    contents.filter { _, bytes in
      ["candor: ", "Quillfeather", "No problem found"].contains {
        bytes.range(of: Data($0.utf8)) != nil
      }
    }.map(\.key)
  }
}
