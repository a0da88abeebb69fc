import { array, name, number } from '../file/values.ts';
import type { Picture } from './picture.ts';

const COLOURS: Readonly<Record<number, string>> = { 1: 'DeviceGray', 3: 'DeviceRGB' };

/** A JPEG goes into a PDF as it is; what a reader has to know stands in its frame header (ISO 10918-1, B.2.2). */
export function readJpeg(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (!isFrame) continue;
    const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
    const colours = COLOURS[view.getUint8(at + 9)];
    // Four inks are for printers: without their profile nobody knows what they look like.
    if (colours === undefined || width === 0 || height === 0) return null;
    const entries = {
      Type: name('XObject'),
      Subtype: name('Image'),
      Width: number(width),
      Height: number(height),
      ColorSpace: name(colours),
      BitsPerComponent: number(view.getUint8(at + 4)),
      Filter: array([name('DCTDecode')]),
    };
    return { width, height, write: (file) => file.stream(entries, bytes, 'as is') };
  }
  return null;
}
