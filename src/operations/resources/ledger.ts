import { isoOrNull } from '../../domain/iso-instant.ts';
import type {
  HeadlineKind,
  Ledger,
  LedgerSums,
  Movement,
  PayInstead,
  WhatNext,
} from '../../domain/ledger/types.ts';
import type { MethodView } from '../../domain/payment/method-view.ts';

/** The money of an invoice as the API shows it in lists. Amounts in minor units. */
export type LedgerSummary = LedgerSums & {
  readonly headline: { readonly kind: HeadlineKind; readonly amount: number };
  readonly next: {
    readonly kind: WhatNext['kind'];
    /** For `pay_instead`. */
    readonly why: PayInstead | null;
    /** The rest for `charge` and `retry`. */
    readonly on: string | null;
    readonly at: string | null;
    readonly amount: number | null;
    readonly method: MethodView | null;
  };
};

/** The same with all that happened, oldest first. */
export type LedgerResource = LedgerSummary & {
  readonly movements: readonly {
    readonly kind: Movement['kind'];
    readonly state: Movement['state'];
    readonly amount: number;
    readonly on: string;
    readonly at: string | null;
    readonly method: MethodView | null;
    readonly document: {
      readonly kind: Movement['document']['kind'];
      readonly id: string;
      readonly number: string | null;
      /** Of a refund. */
      readonly paymentId: string | null;
      readonly reference: string | null;
    };
  }[];
  /** What older ones that are not listed come to. */
  readonly earlier: number;
};

/** An invoice's ledger → as lists show it. */
export function ledgerSummary({ movements: _, earlier: __, next, ...sums }: Ledger): LedgerSummary {
  const planned = next.kind === 'charge' || next.kind === 'retry' ? next : null;
  return {
    ...sums,
    next: {
      kind: next.kind,
      why: next.kind === 'pay_instead' ? next.why : null,
      on: planned?.on ?? null,
      at: isoOrNull(planned?.at ?? null),
      amount: planned?.amount ?? null,
      method: planned?.method ?? null,
    },
  };
}

/** An invoice's ledger → as one invoice shows it. */
export const ledgerResource = (ledger: Ledger): LedgerResource => ({
  ...ledgerSummary(ledger),
  movements: ledger.movements.map(({ at, document, ...movement }) => ({
    ...movement,
    at: isoOrNull(at),
    document: documentResource(document),
  })),
  earlier: ledger.earlier,
});

type Shown = LedgerResource['movements'][number]['document'];

function documentResource(document: Movement['document']): Shown {
  const { kind } = document;
  switch (kind) {
    case 'payment':
      return { kind, id: document.paymentId, ...NOTHING_ELSE };
    case 'offline_payment':
      return { ...NOTHING_ELSE, kind, id: document.id, reference: document.reference };
    case 'credit':
      return { kind, id: document.id, ...NOTHING_ELSE };
    case 'credit_note':
      return { ...NOTHING_ELSE, kind, id: document.id, number: document.number };
    case 'refund':
      return { ...NOTHING_ELSE, kind, id: document.id, paymentId: document.paymentId };
    default:
      return kind satisfies never;
  }
}

const NOTHING_ELSE = { number: null, paymentId: null, reference: null } as const;
