import type { MerchantView, PartyView } from './invoice/view.ts';
import type { Statement } from './statement.ts';

type Entry = Statement['entries'][number];

/** A customer's account over a period as a document: each entry with the page of its invoice, where it is about one. */
export type StatementDocument = {
  /** Local dates, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly locale: string;
  readonly merchant: MerchantView;
  readonly customer: PartyView;
  /** What decides the paper where the locale names no country. */
  readonly currency: string;
  readonly statements: readonly (Omit<Statement, 'entries'> & {
    readonly entries: readonly (Entry & { readonly url: string | null })[];
  })[];
};

/** The name of a statement's file. */
export const statementFileName = (
  { from, to }: { readonly from: string; readonly to: string },
  type: 'csv' | 'pdf',
): string => `statement-${from}-${to}.${type}`;
