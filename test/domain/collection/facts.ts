import { nextStep } from '../../../src/domain/collection/next-step.ts';
import { collectAt, whenToCollect } from '../../../src/domain/collection/policy.ts';
import type {
  Announced,
  Attempt,
  CollectionFacts,
  MethodOnFile,
} from '../../../src/domain/collection/types.ts';

export const utc = (text: string): number => Date.parse(text);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A card in good order. */
export const card = (id: string, change: Partial<MethodOnFile> = {}): MethodOnFile => ({
  id,
  kind: 'card',
  state: 'usable',
  isDefault: false,
  position: 1,
  fingerprint: `fp_${id}`,
  expMonth: 12,
  expYear: 2030,
  addedAt: 0,
  paidAt: null,
  declinedAt: null,
  defaultSetAt: null,
  ...change,
});

export const bank = (id: string, change: Partial<MethodOnFile> = {}): MethodOnFile =>
  card(id, { kind: 'us_bank_account', expMonth: null, expYear: null, ...change });

/** An attempt by autopay that a bank refused. */
export const failed = (
  paymentId: string,
  method: MethodOnFile,
  failureCode: string | null,
  at: number,
  change: Partial<Attempt> = {},
): Attempt => ({
  paymentId,
  via: 'autopay',
  state: 'failed',
  failureCode,
  adviceCode: null,
  methodId: method.id,
  fingerprint: method.fingerprint,
  kind: method.kind,
  claimedAt: at - 2_000,
  closedAt: at,
  ...change,
});

/** An attempt that was cancelled before it reached the bank. */
export const cancelled = (paymentId: string, method: MethodOnFile, at: number): Attempt =>
  failed(paymentId, method, null, at, { state: 'canceled' });

export type Changes = Omit<Partial<CollectionFacts>, 'merchant' | 'customer' | 'invoice'> & {
  readonly merchant?: Partial<CollectionFacts['merchant']>;
  readonly customer?: Partial<CollectionFacts['customer']>;
  readonly invoice?: Partial<CollectionFacts['invoice']>;
};

/**
 * An open invoice over $420.00, sent on 1 December 2026 and due on the 15th, charged on the due date at 9. Its mail named
 * the charge that the facts make, unless they say what is known of its messages.
 */
export function factsOf({ merchant, customer, invoice, ...rest }: Changes = {}): CollectionFacts {
  const facts = {
    now: utc('2026-12-01T12:00:00Z'),
    slot: null,
    isChargeable: true,
    connection: 'active' as const,
    hasOpenDispute: false,
    methods: [card('a', { isDefault: true })],
    attempts: [],
    spent: new Map(),
    ...rest,
    merchant: {
      policy: 'on_due_date' as const,
      hour: 9,
      noticeDays: 3,
      retryDays: [3, 5, 7],
      remindDays: [3, 7, 14],
      timeZone: 'UTC',
      ...merchant,
    },
    customer: {
      policy: null,
      autopay: 'default' as const,
      autopayWhen: null,
      caps: [],
      hasRecipient: true,
      ...customer,
    },
  };
  const sent = {
    status: 'open' as const,
    currency: 'USD',
    amountRemaining: 42_000,
    policy: null,
    sentAt: utc('2026-12-01T12:00:00Z'),
    dueDate: '2026-12-15',
    noticedFor: null,
    reminders: 0,
    notifiedOf: null,
    isPausedByCustomer: false,
    asked: null,
    isFrozen: false,
    hasPendingVerb: false,
    wasTakenBack: false,
    ...invoice,
  };
  return { ...facts, invoice: { announced: asPlanned({ ...facts, invoice: sent }), ...sent } };
}

/** What an invoice's mail says that was sent with the facts as they stand. */
export function asPlanned({
  merchant,
  customer,
  invoice: { policy, sentAt, dueDate, noticedFor },
}: Pick<CollectionFacts, 'merchant' | 'customer'> & {
  readonly invoice: Omit<CollectionFacts['invoice'], 'announced'>;
}): Announced {
  const plan = whenToCollect(merchant, customer, policy).policy;
  const { hour, timeZone } = merchant;
  const named = collectAt(plan, { hour, timeZone, dueDate, sentAt: sentAt ?? 0, noticedFor: null });
  const notice = noticedFor === null ? 'none' : 'reached';
  return { sent: 'reached', notice, charge: named?.at ?? null, retryAt: null };
}

/** The decision in a few words, instants as text. */
export function stepOf(changes: Changes): string {
  const { step } = nextStep(factsOf(changes));
  switch (step.kind) {
    case 'rest':
      return `rest ${step.reason} ${step.until === null ? '-' : iso(step.until)}`;
    case 'notice':
      return `notice ${step.methodId} ${iso(step.chargeAt)}`;
    case 'charge':
      return `charge ${step.methodId}`;
    case 'remind':
      return `remind ${step.number}`;
  }
}
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 16);

export const a = card('a', { isDefault: true });
export const b = card('b', { position: 2 });

/** Nine o'clock on the due date. */
export const due = utc('2026-12-15T09:00:00Z');
