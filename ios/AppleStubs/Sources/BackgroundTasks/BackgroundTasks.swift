import Foundation

open class BGTaskRequest: NSObject {
  public var earliestBeginDate: Date?
}

public class BGAppRefreshTaskRequest: BGTaskRequest {
  public init(identifier: String) {}
}

public class BGTaskScheduler: NSObject, @unchecked Sendable {
  public static let shared = BGTaskScheduler()
  public func submit(_ taskRequest: BGTaskRequest) throws {}
  public func cancel(taskRequestWithIdentifier identifier: String) {}
}
