/// What is wrong with a data file, found by reading it before LMDB maps it.
public enum FileDamage: Error, Hashable, Sendable {
  /// The file ends before pages that are in use.
  case cutShort(sizeBytes: Int, neededBytes: Int)
  /// One of the two pages that every reading begins with.
  case metaPage(Int, MetaDefect)
  /// A page of a table.
  case page(UInt64, PageDefect)

  /// Why a meta page is not believed.
  public enum MetaDefect: String, Hashable, Sendable {
    case pageSize = "its page size is none that LMDB has"
    case otherPageSize = "its page size is not the other one's"
    case lastPage = "its last page lies outside the map"
    case root = "a table in it begins outside the file"
    case transaction = "its transaction belongs into the other one"
  }

  /// Why a page of a table is not believed.
  public enum PageDefect: String, Hashable, Sendable {
    case outside = "it is referred to and lies outside the file"
    case number = "it carries another page's number"
    case kind = "it is of another kind than the place it has"
    case usedTwice = "two others refer to it"
    case layout = "what lies in it does not fit into it"
    case table = "a table's record in it is malformed"
    case freeList = "a list of free pages in it is malformed"
  }
}

extension FileDamage: CustomStringConvertible {
  public var description: String {
    switch self {
    case .cutShort(let size, let needed):
      "it ends after \(size) bytes, and its pages need \(needed)"
    case .metaPage(let number, let defect): "meta page \(number): \(defect.rawValue)"
    case .page(let number, let defect): "page \(number): \(defect.rawValue)"
    }
  }
}
