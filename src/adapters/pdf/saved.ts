import { embedFacturX } from './factur-x.ts';
import type { PdfFile } from './file/pdf-file.ts';
import { bytes, date, dict, name, text } from './file/values.ts';
import type { Sheet } from './sheet.ts';
import type { Structure } from './structure.ts';
import { type Said, xmpPacket } from './xmp.ts';

type Drawn = {
  readonly said: Said;
  readonly structure: Structure;
  readonly sheet: Sheet;
  readonly facturX: string | null;
  /** All that the document is made of: the same makes the same identifier. */
  readonly source: string;
};

/** The finished file: its pages, their structure, and what it says of itself in both places that readers look at. */
export async function saved(
  file: PdfFile,
  { said, structure, sheet, facturX, source }: Drawn,
): Promise<Uint8Array> {
  const inside = facturX === null ? {} : embedFacturX(file, facturX, said.at);
  const packet = new TextEncoder().encode(xmpPacket(said, facturX !== null));
  const root = file.add(
    dict({
      Type: name('Catalog'),
      Pages: sheet.write(),
      MarkInfo: dict({ Marked: 'true' }),
      StructTreeRoot: structure.write(file),
      Lang: text(said.language),
      ViewerPreferences: dict({ DisplayDocTitle: 'true' }),
      // Programs search a file for these words, so they stand as they are.
      Metadata: file.stream({ Type: name('Metadata'), Subtype: name('XML') }, packet, 'as is'),
      ...inside,
    }),
  );
  const info = file.add(
    dict({
      Title: text(said.title),
      Author: text(said.author),
      Creator: text(said.tool),
      Producer: text(said.tool),
      CreationDate: date(said.at),
      ModDate: date(said.at),
    }),
  );
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(source)));
  return file.save({ root, info, id: bytes(digest.slice(0, 16)) });
}
