import qrcode from 'qrcode-generator';

/** A run of dark modules, in modules from the top left corner of the symbol. */
export type DarkRun = { readonly x: number; readonly y: number; readonly width: number };

/** A symbol by ISO/IEC 18004: how many modules it has each way, and which are dark. It wants four light ones around it. */
export type QrCode = { readonly size: number; readonly runs: readonly DarkRun[] };

/** The light modules that a reader needs around a symbol. */
export const QUIET = 4;

/** The smallest symbol for a text, in UTF-8, with correction of 15 % of it (level M). */
export function qrCode(text: string): QrCode {
  const symbol = qrcode(0, 'M');
  // The library takes a character as a byte.
  symbol.addData(String.fromCharCode(...new TextEncoder().encode(text)), 'Byte');
  symbol.make();
  const size = symbol.getModuleCount();
  const runs: DarkRun[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const from = x;
      while (x < size && symbol.isDark(y, x)) x += 1;
      if (x > from) runs.push({ x: from, y, width: x - from });
    }
  }
  return { size, runs };
}

/** The dark modules as the path of an SVG that is stroked one wide, with the light ones around them within the view box. */
export function qrPath({ runs }: QrCode): string {
  let [path, row, end] = ['', -1, 0];
  for (const { x, y, width } of runs) {
    path += y === row ? `m${x - end} 0h${width}` : `M${x + QUIET} ${y + QUIET}.5h${width}`;
    [row, end] = [y, x + width];
  }
  return path;
}
