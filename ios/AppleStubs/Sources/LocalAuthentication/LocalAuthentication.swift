@_exported import CoreGraphics

public enum LAPolicy: Int, Sendable {
  case deviceOwnerAuthentication, deviceOwnerAuthenticationWithBiometrics
}

public struct LAError {
  public enum Code: Int { case passcodeNotSet }
  public static var passcodeNotSet: Code { .passcodeNotSet }
}

public class LAContext: NSObject {
  public var interactionNotAllowed = false
  public var localizedReason = ""
  public var localizedCancelTitle: String?
  public func canEvaluatePolicy(_ policy: LAPolicy, error: NSErrorPointer) -> Bool { false }
  public func evaluatePolicy(_ policy: LAPolicy, localizedReason: String) async throws -> Bool {
    false
  }
}
