import Foundation

/// A process of LMDB's own tools (Debian: lmdb-utils): another program that shares the database.
struct LMDBTool {
  let process = Process()
  let output = Pipe()

  static func exists(_ name: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: "/usr/bin/" + name)
  }

  init(_ name: String, _ arguments: [String], input: Data? = nil) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/" + name)
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  func status() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// A file for `mdb_load`: `count` values of 1,000 bytes in the table `bulk`.
  static func dump(count: Int, mapSizeBytes: Int) -> Data {
    var text = """
      VERSION=3
      format=bytevalue
      database=bulk
      type=btree
      mapsize=\(mapSizeBytes)
      maxreaders=510
      HEADER=END

      """
    let value = String(repeating: "ab", count: 1_000)
    for number in 0..<count {
      text += " " + String(0x1000_0000 + number, radix: 16) + "\n " + value + "\n"
    }
    return Data((text + "DATA=END\n").utf8)
  }
}
