import type { Writer } from './format.ts';
import type { InvoiceView } from './model.ts';
import { rateLines } from './rate-lines.ts';
import { taxNote } from './tax-note.ts';

/** What it comes to by rate, and what the law wants said of its taxes; nothing where the sums say it all. */
export const taxLines = ({ rates, taxNotes }: InvoiceView, writer: Writer): readonly string[] => [
  ...rateLines(rates, writer),
  ...taxNotes.map((note) => taxNote(writer.speech.words.taxes, note)),
];
