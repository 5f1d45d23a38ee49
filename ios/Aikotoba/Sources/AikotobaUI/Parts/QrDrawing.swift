import AikotobaCore
import SwiftUI

/// A QR code, dark on light in every theme, because not every scanner reads inverted codes.
@MainActor struct QrDrawing: View {
  let matrix: QrPicture

  var body: some View {
    Canvas { context, size in
      let side = Int(matrix.side)
      let cell = size.width / CGFloat(side)
      for (at, module) in matrix.modules.enumerated() where module != 0 {
        let square = CGRect(
          x: CGFloat(at % side) * cell, y: CGFloat(at / side) * cell, width: cell + 0.5,
          height: cell + 0.5)
        context.fill(Path(square), with: .color(.black))
      }
    }
    .aspectRatio(1, contentMode: .fit)
    .frame(maxWidth: 420)
    .padding(20)
    .background(.white, in: RoundedRectangle(cornerRadius: 14))
    .accessibilityElement(children: .ignore)
    .accessibilityAddTraits(.isImage)
  }
}
