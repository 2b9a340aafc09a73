internal import Clinic
internal import ClinicalRecord
internal import Ledger

/// NDJSON, one event a line, recorded as one append: whole or not at all.
struct Batch {
  private let context: CommandContext
  private let statements: [Statement]
  /// The line of the file that each statement stands on, from 1.
  private let lineNumbers: [Int]

  init(context: CommandContext, text: String) throws {
    self.context = context
    var reader = BatchReader(context: context)
    var statements: [Statement] = []
    var lineNumbers: [Int] = []
    let lines = text.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // Before anything is read of them, and long before anybody else is kept waiting.
    let count = lines.count { !Self.isBlank($0) }
    guard count <= Self.mostLines else {
      throw ProgramError.badData(
        "the batch has \(count) lines, and one append takes at most \(Self.mostLines); split it")
    }
    for (index, line) in lines.enumerated() where !Self.isBlank(line) {
      do {
        statements.append(try reader.statement(String(Substring(line))))
      } catch {
        throw Self.error(error, line: index + 1)
      }
      lineNumbers.append(index + 1)
      if let first = statements.first?.chart, statements.last?.chart != first {
        throw Self.error(
          ProgramError.badData("it is about another patient than line \(lineNumbers[0])"),
          line: index + 1)
      }
    }
    guard !statements.isEmpty else {
      throw ProgramError.badData("the batch holds no line; give one JSON object a line")
    }
    self.statements = statements
    self.lineNumbers = lineNumbers
  }

  /// What an append holds; an arrival makes two entries of its line.
  private static let mostLines = 65_535

  private static func isBlank(_ line: Substring.UTF8View) -> Bool {
    line.allSatisfy { $0 == UInt8(ascii: " ") || (9...13).contains($0) }
  }

  func record(
    appendID: AppendID?, reason: String?, isAgain: Bool, second: SecondSignerOptions,
    _ ledger: LedgerOptions, from transcription: Transcription? = nil
  ) throws {
    let signature = try second.signature(
      for: statements.map(\.event.kind), in: context, ledger)
    do {
      var request = RecordRequest(
        appendID: appendID, statements: statements, reason: reason, reasons: .owed)
      request.transcription = transcription
      request.repeats = isAgain || appendID != nil ? .recorded : .leftOut
      let recorded = try signature.record(request, in: context)
      try RecordReceiptText(
        recorded: recorded, statements: statements.map(\.event), context: context
      ).write()
    } catch ClinicError.batchRejected(let index, let rejection) {
      throw Self.error(rejection, line: lineNumbers[index])
    } catch let refused as RefusedAct {
      guard case .batchRejected(let index, let rejection) = refused.reason else { throw refused }
      throw Self.error(rejection, line: lineNumbers[index], refused)
    }
  }

  private static func error(
    _ error: any Error, line: Int, _ refused: RefusedAct? = nil
  ) -> ProgramError {
    let failure = Failure(error)
    return ProgramError(
      exitCode: failure.exitCode ?? ExitStatus.badData,
      description: "line \(line) of the batch: \(failure.sentence); nothing was recorded",
      refusal: refused ?? error as? RefusedAct)
  }
}
