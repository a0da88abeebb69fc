import { isOpen, type PaymentState } from './state.ts';

/** How a payment stands, as lists are filtered by it: money may still come, it came, or why it did not. */
export const STANDINGS = ['under_way', 'succeeded', 'failed', 'canceled', 'returned'] as const;
export type Standing = (typeof STANDINGS)[number];

export const standingOf = (state: PaymentState): Standing => (isOpen(state) ? 'under_way' : state);

/** A standing as an address writes it; null for anything else. */
export const parseStanding = (text: string): Standing | null =>
  STANDINGS.find((standing) => standing === text) ?? null;
