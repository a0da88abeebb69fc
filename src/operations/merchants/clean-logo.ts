import { startsWith } from '../../domain/image/bytes.ts';
import { cleanJpeg, JPEG_SIGNATURE } from '../../domain/image/jpeg.ts';
import { BROKEN, LOGO_LIMITS, type Refusal, refuse } from '../../domain/image/limits.ts';
import { pixelsOf } from '../../domain/image/png-pixels.ts';
import { inflatedBytes, PNG_SIGNATURE, readPng } from '../../domain/image/png-read.ts';
import { filteredRows, writePng } from '../../domain/image/png-write.ts';
import type { LogoType } from '../../domain/profile/logo.ts';
import { deflate, inflateExactly } from '../core/deflate.ts';

export type CleanLogo = {
  readonly kind: 'clean';
  readonly type: LogoType;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
};

/**
 * A logo as it may be stored and shown, made of a file by what its bytes are, whatever its name says: a PNG is decoded and
 * encoded anew, a JPEG is written anew from its frame, tables and scans. Anything else is refused in words.
 */
export async function cleanLogo(file: Uint8Array): Promise<CleanLogo | Refusal> {
  if (file.length === 0) return refuse('The file is empty.');
  if (file.length > LOGO_LIMITS.bytes) {
    return refuse(`The file is larger than ${LOGO_LIMITS.bytes / 1000} kB: export it smaller.`);
  }
  if (startsWith(file, PNG_SIGNATURE)) return cleanPng(file);
  if (!startsWith(file, JPEG_SIGNATURE)) {
    return refuse('This is no picture that can be shown everywhere: give a PNG or a JPEG. SVG is not taken.');
  }
  const clean = cleanJpeg(file);
  return clean.kind === 'refused' ? clean : { ...clean, kind: 'clean', type: 'image/jpeg' };
}

async function cleanPng(file: Uint8Array): Promise<CleanLogo | Refusal> {
  const read = readPng(file);
  if (read.kind === 'refused') return read;
  const { width, height } = read.header;
  const inflated = await inflateExactly(read.data, inflatedBytes(read.header));
  const pixels = inflated === null ? null : pixelsOf(read, inflated);
  if (pixels === null) return BROKEN;
  const bytes = writePng(width, height, await deflate(filteredRows(pixels, width, height)));
  if (bytes.length > LOGO_LIMITS.storedBytes) {
    return refuse('The picture has too much detail for a logo: export it smaller.');
  }
  return { kind: 'clean', type: 'image/png', width, height, bytes };
}
