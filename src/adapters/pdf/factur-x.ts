import { type PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from '@libpdf/core';
import { srgbProfile } from './srgb-profile.ts';
import { FACTUR_X_FILE, type Said, xmpPacket } from './xmp.ts';

/**
 * Makes the document a PDF/A-3b (ISO 19005-3) with the invoice's XML inside: the file with its relationship, the metadata that
 * say so, and what its colours mean. The library has no way for any of it, so the objects are written as they stand.
 */
export function embedFacturX(pdf: PDF, xml: string, said: Said): void {
  const { context } = pdf;
  const catalog = context.catalog.getDict();
  const bytes = new TextEncoder().encode(xml);
  const file = context.register(
    PdfStream.fromDict(
      {
        Type: PdfName.of('EmbeddedFile'),
        Subtype: PdfName.of('text/xml'),
        Params: PdfDict.of({
          Size: PdfNumber.of(bytes.length),
          ModDate: PdfString.fromString(pdfDate(said.at)),
        }),
      },
      bytes,
    ),
  );
  const name = PdfString.fromString(FACTUR_X_FILE);
  const specification = context.register(
    PdfDict.of({
      Type: PdfName.of('Filespec'),
      F: name,
      UF: name,
      Desc: PdfString.fromString('Factur-X invoice'),
      // The file says all that the pages do (Factur-X 1.0, profile EN 16931).
      AFRelationship: PdfName.of('Alternative'),
      EF: PdfDict.of({ F: file, UF: file }),
    }),
  );
  const names = context.catalog.getOrCreateNames();
  names.set('EmbeddedFiles', PdfDict.of({ Names: PdfArray.of(name, specification) }));
  catalog.set('AF', PdfArray.of(specification));

  const profile = context.register(PdfStream.fromDict({ N: PdfNumber.of(3) }, srgbProfile()));
  catalog.set(
    'OutputIntents',
    PdfArray.of(
      PdfDict.of({
        Type: PdfName.of('OutputIntent'),
        S: PdfName.of('GTS_PDFA1'),
        OutputConditionIdentifier: PdfString.fromString('sRGB IEC61966-2.1'),
        Info: PdfString.fromString('sRGB IEC61966-2.1'),
        DestOutputProfile: profile,
      }),
    ),
  );
  const packet = new TextEncoder().encode(xmpPacket(said));
  const type = { Type: PdfName.of('Metadata'), Subtype: PdfName.of('XML') };
  catalog.set('Metadata', context.register(PdfStream.fromDict(type, packet)));
}

const pdfDate = (at: Date): string => `D:${at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
