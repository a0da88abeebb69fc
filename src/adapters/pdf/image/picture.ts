import type { PdfFile } from '../file/pdf-file.ts';
import type { Ref } from '../file/values.ts';

/** A picture, its size in pixels, and how it is written into a file. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly write: (file: PdfFile) => Ref;
};
