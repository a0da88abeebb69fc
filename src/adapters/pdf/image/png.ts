import { unzlibSync } from 'fflate/browser';
import { name, number, type Ref } from '../file/values.ts';
import type { Picture } from './picture.ts';
import { pixelsOf, type Raster } from './png-pixels.ts';

/** A PNG (ISO 15948), unpacked into colours and, where it has any, how far each pixel covers what is below. */
export function readPng(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let raster: Raster | null = null;
  let palette = new Uint8Array();
  let transparency: Uint8Array | null = null;
  const data: Uint8Array[] = [];
  for (let at = 8; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const chunk = bytes.subarray(at + 8, at + 8 + view.getUint32(at));
    switch (String.fromCharCode(...bytes.subarray(at + 4, at + 8))) {
      case 'IHDR': {
        const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
        const [depth = 0, type = 0] = chunk.subarray(8);
        raster = { width, height, depth, type, interlaced: chunk[12] === 1 };
        break;
      }
      case 'PLTE':
        palette = chunk.slice();
        break;
      case 'tRNS':
        transparency = chunk;
        break;
      case 'IDAT':
        data.push(chunk);
        break;
    }
  }
  if (raster === null) return null;
  const { width, height } = raster;
  const { colours, alpha } = pixelsOf(raster, unzlibSync(concatenated(data)), palette, transparency);
  const entries = {
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: number(width),
    Height: number(height),
    BitsPerComponent: number(8),
  };
  return {
    width,
    height,
    write: (file): Ref => {
      const mask =
        alpha === null ? undefined : file.stream({ ...entries, ColorSpace: name('DeviceGray') }, alpha);
      return file.stream({ ...entries, ColorSpace: name('DeviceRGB'), SMask: mask }, colours);
    },
  };
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
