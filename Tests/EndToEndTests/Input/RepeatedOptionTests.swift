import Foundation
import Testing

@testable import candor

/// An option that is given twice is refused wherever the parser would take the last.
struct RepeatedOptionTests {
  private struct Dumped: Decodable {
    struct Command: Decodable {
      var commandName: String
      var arguments: [Argument]?
      var subcommands: [Command]?
    }

    struct Argument: Decodable {
      struct Name: Decodable {
        var kind: String
        var name: String
      }

      var isRepeating: Bool
      var names: [Name]?
    }

    var command: Command
  }

  @Test func `each option of each command may be repeated where the parser keeps every value`()
    throws
  {
    let text = try Workbench().must("--experimental-dump-help").output
    let dumped = try JSONDecoder().decode(Dumped.self, from: Data(text.utf8))
    var seen = 0
    func look(at command: Dumped.Command, under path: [String]) {
      for argument in command.arguments ?? [] {
        for name in argument.names ?? [] where name.kind == "long" {
          seen += 1
          #expect(
            RepeatedOption.isRepeatable("--\(name.name)", in: path.first) == argument.isRepeating,
            "--\(name.name) of \(path.joined(separator: " "))")
        }
      }
      for below in command.subcommands ?? [] { look(at: below, under: path + [below.commandName]) }
    }
    look(at: dumped.command, under: [])
    #expect(seen > 1_000)
  }

  @Test func `one kind of document, and several kinds of entries`() throws {
    let twice = ["attach", "a.pdf", "--kind", "consent", "--kind", "referral"]
    #expect(throws: ProgramError.self) { try RepeatedOption.refuse(in: twice, of: "attach") }
    #expect(throws: Never.self) {
      try RepeatedOption.refuse(in: ["--kind", "weighed", "--kind", "arrived"], of: "history")
    }
  }
}
