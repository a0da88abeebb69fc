import { startsWith } from '../image/bytes.ts';
import { JPEG_SIGNATURE } from '../image/jpeg.ts';
import { OTHER_KIND } from './other-kind.ts';

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Its first part: a length of 13, and its name. */
const PNG_HEAD = [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
/** Its last part: no length, its name, and its checksum. */
const PNG_END = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82];
const JPEG_END = [0xff, 0xd9];

/** Why the content is no PNG picture, or null. */
export function pngProblem(bytes: Uint8Array): string | null {
  if (!startsWith(bytes, PNG_SIGNATURE) || !startsWith(bytes, PNG_HEAD, PNG_SIGNATURE.length))
    return OTHER_KIND;
  return startsWith(bytes, PNG_END, bytes.length - PNG_END.length)
    ? null
    : 'The picture is cut off, or something stands behind its end. Export it again.';
}

/** Why the content is no JPEG picture, or null. Cameras write further pictures behind the first one. */
export function jpegProblem(bytes: Uint8Array): string | null {
  if (!startsWith(bytes, JPEG_SIGNATURE)) return OTHER_KIND;
  for (let at = bytes.length - JPEG_END.length; at > 0; at -= 1)
    if (startsWith(bytes, JPEG_END, at)) return null;
  return 'The picture is cut off: its end is missing. Export it again.';
}
