import { specificationOf } from './format.ts';
import type { EInvoice } from './types.ts';
import { writeCii } from './xml/cii.ts';
import { writeUbl } from './xml/ubl.ts';

/** The document in the syntax of its format. The same invoice is always the same text. */
export function writeEInvoice(invoice: EInvoice): string {
  const { syntax } = specificationOf(invoice.format);
  switch (syntax) {
    case 'ubl':
      return writeUbl(invoice);
    case 'cii':
      return writeCii(invoice);
    default:
      return syntax satisfies never;
  }
}
