internal import Ledger

extension Clinic {
  /// Leaves a request for the other's signature, unless its chart was erased since it was decided.
  ///
  /// It was prepared on a state of the ledger that may lie before the intent: whoever erases either
  /// finds the file, or has recorded the intent by the time that it is written.
  ///
  /// - Throws: `ClinicError.requestWaits` for an append id that waits already, and
  ///   `.chartErased`; no file is left then, and what key was made for it goes.
  func leave(_ file: RequestFile, nowMicroseconds: Int64) throws {
    let folder = RequestFolder(ledger: directory)
    do {
      try folder.alone {
        folder.sweep(nowMicroseconds: nowMicroseconds)
        guard folder.request(file.prepared.id) == nil else {
          throw ClinicError.requestWaits(file.prepared.id)
        }
        try folder.write(file)
        do {
          try ledger.read {
            try Self.refuseErased(file.prepared.statements.map(\.header.stream.subject), in: $0)
          }
        } catch {
          folder.remove(file.prepared.id)
          throw error
        }
      }
    } catch ClinicError.chartErased(let chart, let position) {
      // The key may have been made after the erasure removed the others. The mark stays until
      // somebody has removed it; whoever erases wants the folder, which is let go by now.
      _ = try ErasureTurn(waitingIn: directory)
      try? finishErasuresIfLeft()
      throw ClinicError.chartErased(chart, position: position)
    }
  }
}
