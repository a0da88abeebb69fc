import type { PdfFile } from './file/pdf-file.ts';
import { array, ascii, date, dict, name, number, text, type Value } from './file/values.ts';
import { srgbProfile } from './srgb-profile.ts';
import { FACTUR_X_FILE } from './xmp.ts';

/**
 * Puts the invoice's XML inside the document: what its catalogue says of the file with its relationship, and, as a
 * PDF/A-3 (ISO 19005-3) has to, of what its colours mean.
 */
export function embedFacturX(file: PdfFile, xml: string, at: Date): Readonly<Record<string, Value>> {
  const bytes = new TextEncoder().encode(xml);
  const embedded = file.stream(
    {
      Type: name('EmbeddedFile'),
      Subtype: name('text/xml'),
      Params: dict({ Size: number(bytes.length), ModDate: date(at) }),
    },
    bytes,
  );
  const specification = file.add(
    dict({
      Type: name('Filespec'),
      F: ascii(FACTUR_X_FILE),
      UF: text(FACTUR_X_FILE),
      Desc: text('Factur-X invoice'),
      // The file says all that the pages do (Factur-X 1.0, profile EN 16931).
      AFRelationship: name('Alternative'),
      EF: dict({ F: embedded, UF: embedded }),
    }),
  );
  const intent = dict({
    Type: name('OutputIntent'),
    S: name('GTS_PDFA1'),
    OutputConditionIdentifier: text('sRGB IEC61966-2.1'),
    Info: text('sRGB IEC61966-2.1'),
    DestOutputProfile: file.stream({ N: number(3) }, srgbProfile()),
  });
  return {
    Names: dict({ EmbeddedFiles: dict({ Names: array([text(FACTUR_X_FILE), specification]) }) }),
    AF: array([specification]),
    OutputIntents: array([intent]),
  };
}
