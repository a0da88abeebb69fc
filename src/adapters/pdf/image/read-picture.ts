import { readJpeg } from './jpeg.ts';
import type { Picture } from './picture.ts';
import { readPng } from './png.ts';

/** Reads a PNG or a JPEG; null where it is neither, or broken. */
export function readPicture(bytes: Uint8Array): Picture | null {
  try {
    return bytes[0] === 0x89 ? readPng(bytes) : readJpeg(bytes);
  } catch {
    return null;
  }
}
