import Foundation
import Testing

/// The board on a terminal: drawn again and again until somebody stops it.
struct BoardWatchTests {
  @Test func `it is drawn again with what was recorded since, and Ctrl-C ends it`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    let terminal = try TerminalSession(
      bench, ["board", "--watch", "--every", "1", "--as", "nurse.lee"])
    try terminal.expect("nobody in the clinic")
    try bench.admit("MH-1001")
    try terminal.expect("1 patient in the clinic")
    try terminal.expect("MH-1001")
    // Each drawing begins on an empty screen.
    #expect(terminal.screen.components(separatedBy: "\u{1B}[2J").count >= 3)
    terminal.type("\u{3}")
    #expect(terminal.finish() == 130)
    // Of all those looks one is on record.
    let access = try bench.must("report access MH-1001 --as dr.okafor").output
    #expect(access.components(separatedBy: "board, visit 1").count == 2, "\(access)")
  }

  @Test func `where nobody would see it, it is refused`() throws {
    let bench = try Workbench()
    try bench.makeClinic()
    for line in [
      "board --watch --as nurse.lee", "board --every 5 --as nurse.lee",
      "board --watch --every 0 --as nurse.lee", "board --watch --format json --as nurse.lee",
    ] {
      let ran = try bench.candor(line)
      #expect(ran.code == 64 && ran.output.isEmpty, "\(line): \(ran.code) \(ran.errors)")
    }
  }
}
