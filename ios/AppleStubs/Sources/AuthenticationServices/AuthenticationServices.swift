@_exported import CoreGraphics

public class ASSettingsHelper: NSObject {
  public class func openVerificationCodeAppSettings(
    completionHandler: (@Sendable ((any Error)?) -> Void)? = nil
  ) {}
}
