public import ClinicalRecord
public import Ledger
internal import TransparencyLog

/// A file that is to be attached to a chart, with what it is.
public struct AttachedFile: Sendable {
  let attached: DocumentAttached
  let bytes: [UInt8]

  /// - Parameters:
  ///   - bytes: of a PDF, PNG, JPEG, TIFF or HEIC file, at most 16 MiB.
  ///   - visit: that it belongs to; nil: to none.
  ///   - detail: free text; needed where `kind` is another one than those listed.
  /// - Throws: `ClinicError.rejected` for bytes that are no document that is taken.
  public init(
    _ bytes: [UInt8], kind: DocumentAttached.Kind, visit: UInt32? = nil, detail: String = ""
  ) throws(ClinicError) {
    do throws(Rejection) {
      attached = try DocumentAttached(
        bytes, sha256: Hash.sha256(bytes).bytes, kind: kind, visit: visit, detail: detail)
    } catch {
      throw .rejected(error)
    }
    self.bytes = bytes
  }

  /// The statement that it is attached.
  ///
  /// - Parameter occurred: when it was received; nil: now.
  public func statement(in chart: SubjectID, occurred: ClinicalTime? = nil) -> Statement {
    var statement = Statement(
      chart: chart, event: .chart(.documentAttached(attached)), occurred: occurred)
    statement.documentBytes = bytes
    return statement
  }
}
