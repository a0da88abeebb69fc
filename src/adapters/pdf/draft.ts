import type { Writer } from '../../views/format.ts';
import type { DocumentWords } from '../../views/i18n/en/documents.ts';
import type { InvoiceView } from '../../views/model.ts';
import type { Sheet } from './sheet.ts';
import type { Palette, Styles } from './styles.ts';

/** What any document is drawn with. */
export type Drawing = {
  readonly writer: Writer;
  readonly words: DocumentWords;
  readonly sheet: Sheet;
  readonly palette: Palette;
  readonly styles: Styles;
};

/** The drawing context of every part of an invoice. */
export type Draft = Drawing & { readonly view: InvoiceView };
