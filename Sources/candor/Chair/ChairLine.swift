internal import ArgumentParser
internal import Clinic
internal import ClinicalRecord

/// What one line at the chair asks for.
enum ChairLine {
  case nothing
  /// Whoever is at the chair wants to know what can be typed.
  case help
  case end
  /// `seat MH-1042 3`.
  case seat(who: String, number: Int)
  case leave(number: Int)
  /// Who sits where.
  case seats
  case undo
  /// What is missing before the start, and what of it stands on the line already.
  case ready(number: Int, String)
  /// One or several acts on who sits there, one after the other: `3 iv; monitor hr spo2`.
  case acts(seat: Int, [ChairAct])
  /// A command of the program's own: its words, a seat's number in the place of WHO.
  case command([String])

  private static let mostSeats = 99

  /// - Throws: `ProgramError` for what cannot be read, with what to type.
  init(_ line: String) throws {
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first else {
      self = .nothing
      return
    }
    if let number = Int(first) {
      self = try Self.behind(seat: try Self.number(first, number), Array(words.dropFirst()))
      return
    }
    switch (first.lowercased(), words.count) {
    case ("help", _), ("?", _): self = .help
    case ("quit", 1), ("exit", 1), ("end", 1): self = .end
    case ("seats", 1): self = .seats
    case ("undo", 1): self = .undo
    case ("seat", 3):
      self = .seat(who: try PatientArgument.checked(words[1]), number: try Self.number(words[2]))
    case ("leave", 2): self = .leave(number: try Self.number(words[1]))
    case ("seat", _):
      throw ProgramError.usage("a seat takes a patient and a number, such as seat MH-1042 3")
    case ("leave", _): throw ProgramError.usage("leave takes a seat's number, such as leave 3")
    default:
      guard ChairCommands.named(first) != nil else {
        throw ProgramError.usage(
          "that is neither a seat's number nor a command here; type help")
      }
      self = .command(words)
    }
  }

  private static func behind(seat: Int, _ words: [String]) throws -> ChairLine {
    guard let first = words.first else {
      throw ProgramError.usage(
        "say what happened to seat \(seat), such as \(seat) v 72 121/78 98 14")
    }
    if first.lowercased() == "ready" {
      return .ready(number: seat, words.dropFirst().joined(separator: " "))
    }
    // A semicolon may touch the word before it.
    let parts = words.joined(separator: " ").split(separator: ";", omittingEmptySubsequences: false)
    return .acts(
      seat: seat,
      try parts.map { try ChairAct($0.split(separator: " ").map(String.init)) })
  }

  /// The line without free text, as it may be told in a log.
  func told(_ typed: String) -> String {
    switch self {
    case .ready(let number, let answers): "\(number) ready\(answers.isEmpty ? "" : " …")"
    case .acts(let seat, let acts):
      "\(seat) " + acts.map(\.typed).joined(separator: "; ")
    default: typed
    }
  }

  private static func number(_ text: String, _ known: Int? = nil) throws -> Int {
    guard let number = known ?? Int(text), (1...mostSeats).contains(number) else {
      throw ProgramError.usage("a seat is a number from 1 to \(mostSeats)")
    }
    return number
  }
}

/// One act on who sits at a seat.
struct ChairAct {
  let word: ChairWord
  /// As `candor record EVENT` takes them.
  let options: [String]
  /// Free text, as JSON gives it; nil where there is none.
  let text: [String: JSONValue]?
  /// As it was typed, to be confirmed, without free text.
  let typed: String

  init(_ words: [String]) throws {
    guard let first = words.first else {
      throw ProgramError.usage("there is nothing between two semicolons")
    }
    guard let word = ChairWord.named(first) else { throw EventCommands.unknown(first) }
    self.word = word
    options = try word.options(Array(words.dropFirst()))
    text = try word.text(Array(words.dropFirst()))
    typed = text == nil ? words.joined(separator: " ") : "\(first) …"
  }

  /// The event that it says, of these words alone: nobody is asked anything.
  func event(in context: CommandContext) throws -> ClinicalEvent {
    guard let type = EventCommands.options(of: word.event.identifier) else {
      throw EventCommands.unknown(word.event.identifier)
    }
    var fields = FieldReader(
      json: text, missing: .refused,
      times: TimeReader(clock: context.times, prompt: context.prompt),
      wantsRemarks: false, actor: { try context.clinic.staffMember($0).actor })
    let event = try parsed(type).event(from: &fields)
    do throws(Rejection) { try event.statement.validate() } catch {
      throw ProgramError.badData(error.description)
    }
    return event
  }

  private func parsed(_ type: any EventOptions.Type) throws -> any EventOptions {
    do {
      let parsed = try type.parse(options)
      try RepeatedOption.refuse(in: options, of: word.event.identifier)
      return parsed
    } catch let error as ProgramError {
      throw error
    } catch {
      throw ProgramError.usage(
        ParserMessage.withoutValues(type.message(for: error), typed: options))
    }
  }
}
