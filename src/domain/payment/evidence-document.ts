import type { MerchantView, PartyView } from '../invoice/view.ts';

/** All that speaks for a disputed payment as one document, in finished words. */
export type EvidenceDocument = {
  readonly title: string;
  readonly locale: string;
  /** What decides the paper where the locale names no country. */
  readonly currency: string;
  readonly merchant: MerchantView;
  readonly customer: PartyView;
  /** How the two are called. */
  readonly parties: { readonly from: string; readonly to: string };
  /** The local date that it was put together on, `YYYY-MM-DD`. */
  readonly preparedOn: string;
  /** What it is about: labels with what they name. */
  readonly facts: readonly Pair[];
  readonly sections: readonly EvidenceSection[];
};

type Pair = readonly [label: string, text: string];

/** A part of it: rows of what and when, or texts that go on over pages, each below its own line. */
export type EvidenceSection = {
  readonly heading: string;
  /** What follows means; null where the heading says it. */
  readonly explained: string | null;
  readonly rows: readonly Pair[];
  readonly texts: readonly { readonly head: string; readonly text: string }[];
};

/** The name of its file. */
export const evidencePdfName = (stripeDisputeId: string): string =>
  `evidence-${stripeDisputeId.replaceAll(/[^A-Za-z0-9_-]/g, '-')}.pdf`;
