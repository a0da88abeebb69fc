import type { InvoiceView } from '../../views/model.ts';
import type { Picture } from './image/picture.ts';
import { readPicture } from './image/read-picture.ts';

/** The bytes of an uploaded logo, by its address; null where it is not one of ours. */
export type LoadLogo = (url: string) => Promise<Uint8Array | null>;

/** A logo to draw: the picture, and its size in points. */
export type DrawnLogo = { readonly image: Picture; readonly width: number; readonly height: number };

/** Points: a letterhead's height, and not more than half of the page's width. */
const MOST_HEIGHT = 40;
const MOST_WIDTH = 200;

/** The uploaded logo, ready to be drawn. One elsewhere on the web is left to pages: a PDF waits for no other server. */
export async function drawnLogo(
  { merchant: { logoUrl, logoSize } }: Pick<InvoiceView, 'merchant'>,
  loadLogo: LoadLogo | undefined,
): Promise<DrawnLogo | null> {
  if (loadLogo === undefined || logoUrl === null || logoSize === null) return null;
  const bytes = await loadLogo(logoUrl);
  if (bytes === null) return null;
  const image = readPicture(bytes);
  if (image === null) return null;
  const scale = Math.min(MOST_HEIGHT / image.height, MOST_WIDTH / image.width);
  return { image, width: image.width * scale, height: image.height * scale };
}
