import type { InvoiceView } from './model.ts';

/** Whether the lines have to say their taxes: where all have the same, the sums below say it once. */
export const linesSayTaxes = ({ lines, lineCount }: Pick<InvoiceView, 'lines' | 'lineCount'>): boolean =>
  lines.length < lineCount || new Set(lines.map(({ taxLabels }) => taxLabels.join('\n'))).size > 1;
