import {
  ADVICE,
  BANK_DEBIT_RETURNS,
  CARD_DECLINES,
  PAYMENT_ERRORS,
} from '../../../../src/domain/collection/decline-codes.ts';
import type { Attempt, MethodOnFile, Spent } from '../../../../src/domain/collection/types.ts';
import { bank, card } from '../facts.ts';

const DAY = 86_400_000;

/** The same numbers for the same seed. */
export function dice(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(list: readonly [T, ...T[]]): T => list[below(list.length)] ?? list[0];
  return { next, below, pick, one: (in_: number) => below(in_) === 0 };
}
export type Dice = ReturnType<typeof dice>;

const CARD_CODES = [...Object.keys(CARD_DECLINES), ...Object.keys(PAYMENT_ERRORS), 'unheard_of'];
const BANK_CODES = Object.keys(BANK_DEBIT_RETURNS);

/** How a bank says no: mostly softly, as in life, and now and then in every other way that is known. */
export function answerOf(
  kind: 'card' | 'bank',
  { pick, one }: Dice,
): { code: string; advice: string | null } {
  const soft = one(3) ? 'insufficient_funds' : kind === 'card' ? 'generic_decline' : 'insufficient_funds';
  const code = one(12) ? pick([soft, ...(kind === 'card' ? CARD_CODES : BANK_CODES)]) : soft;
  const advice = kind === 'card' && one(30) ? pick(['unheard_of', ...Object.keys(ADVICE)]) : null;
  return { code, advice };
}

export type Invoice = {
  readonly id: string;
  readonly sentAt: number;
  readonly attempts: Attempt[];
  open: boolean;
  /** When its charge under way was claimed. */
  slot: number | null;
  toldAt: number;
  toldOf: string | null;
};
export type Customer = {
  readonly id: string;
  readonly methods: MethodOnFile[];
  readonly invoices: Invoice[];
};

type Failure = { readonly code: string; readonly advice: string | null };

/** What a shop remembers of a card or account, as the real one reads it from its payments. */
export class Memory {
  readonly #known = new Map<string, { open: number; times: number[]; failures: Failure[] }>();

  #of(fingerprint: string) {
    const known = this.#known.get(fingerprint) ?? { open: 0, times: [], failures: [] };
    this.#known.set(fingerprint, known);
    return known;
  }

  begin(fingerprint: string, by: 1 | -1): void {
    this.#of(fingerprint).open += by;
  }

  failed(fingerprint: string, { at, code, advice }: Failure & { readonly at: number }): void {
    const { times, failures } = this.#of(fingerprint);
    times.push(at);
    if (!failures.some((each) => each.code === code && each.advice === advice))
      failures.push({ code, advice });
  }

  spentAt(fingerprint: string, now: number): Spent {
    const { open, times, failures } = this.#of(fingerprint);
    while ((times[0] ?? now) <= now - 30 * DAY) times.shift();
    return { open, last24h: times.filter((at) => at > now - DAY).length, last30d: times.length, failures };
  }
}

/** A customer with one to five methods. Some cards are also another customer's, or were entered twice. */
export function newCustomer(id: string, pool: string[], { below, one, pick }: Dice): Customer {
  const methods = Array.from({ length: 1 + below(5) }, (_, position): MethodOnFile => {
    const isBank = one(5);
    const known = pool.filter((each) => each.startsWith(isBank ? 'bank' : 'card'));
    const shared = one(4) ? known[below(known.length)] : undefined;
    const fingerprint = shared ?? `${isBank ? 'bank' : 'card'}${pool.length}`;
    if (shared === undefined) pool.push(fingerprint);
    const about = { fingerprint, position, isDefault: position === 0 };
    return isBank
      ? bank(`${id}.${position}`, about)
      : card(`${id}.${position}`, { ...about, expMonth: null });
  });
  const twice = pick([methods[0] ?? card(id), ...methods]);
  if (one(6)) methods.push({ ...twice, id: `${twice.id}.again`, isDefault: false, position: methods.length });
  return { id, methods, invoices: [] };
}
