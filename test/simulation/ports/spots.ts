import type { Random } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import type { Faults, PortName } from './faults.ts';

/** A kind of call that something may forbid between its request and its effect. */
type Spot = {
  readonly port: PortName;
  /** What is asked: a method and path, or SQL and its values. */
  readonly asks: RegExp;
  /** Either the question is long on its way, or the worker stands still before it hears the answer. */
  readonly late: 'question' | 'answer';
  /** How late, ms. */
  readonly between: readonly [from: number, to: number];
};

const SPOTS = {
  // A payment was decided on, by a payer's link or by itself, and is not in the database yet.
  claim: {
    port: 'd1',
    asks: /insert into "payments"/,
    late: 'question',
    between: [300, 9_000],
  },
  // A PaymentIntent was made, and its id is not in the database yet: by then its claim may have been given up.
  hold: {
    port: 'd1',
    asks: /update "payments" set [^\n]*"stripe_payment_intent_id" = /,
    late: 'question',
    between: [60_000, 8 * 60_000],
  },
  // The final check has passed and the charge is not at Stripe yet. After 15 s its caller gives up, yet it arrives.
  confirm: {
    port: 'stripe',
    asks: /^POST \/v1\/payment_intents\/\w+\/confirm$/,
    late: 'question',
    between: [500, 25_000],
  },
  // The decision on an invoice's next check was made and is not saved yet.
  decision: {
    port: 'd1',
    asks: /update "invoices" set [^\n]*"collect_look_at" = CASE/,
    late: 'question',
    between: [2_000, 40_000],
  },
  // The sending of a refund was committed, but the refund is not sent yet.
  refund: {
    port: 'd1',
    asks: /update "refunds" set [^\n]*"sent_at" = /,
    late: 'answer',
    between: [60_000, 30 * 60_000],
  },
  // An abandoned session is to be expired, and can still be paid.
  expire: {
    port: 'stripe',
    asks: /^POST \/v1\/checkout\/sessions\/\w+\/expire$/,
    late: 'question',
    between: [500, 25_000],
  },
  // A Stripe customer was created after its caller gave up.
  customer: { port: 'stripe', asks: /^POST \/v1\/customers$/, late: 'answer', between: [2_000, 60_000] },
  // A message is being handed over while other workers see it as unsent, for less than its lease.
  mail: { port: 'mail', asks: /^/, late: 'question', between: [500, 50_000] },
} as const satisfies Record<string, Spot>;

export type SpotName = keyof typeof SPOTS;

/** The spots of a seed. They rotate by its number, so that a few seeds in a row cover all of them. */
const TURNS: readonly (readonly SpotName[])[] = [
  [],
  ['claim', 'mail'],
  ['confirm'],
  ['decision'],
  ['refund', 'customer'],
  ['expire'],
  ['hold', 'mail'],
];
/** Where invoices are charged by themselves. */
const OF_CHARGING: readonly SpotName[] = ['claim', 'hold', 'confirm', 'decision', 'expire'];
/** How often it strikes where it may. */
const RATE = 0.85;

/** The actor that strikes at that moment, called with the spot and the request, outside of every task. */
export type Meanwhile = (name: SpotName, asked: string) => void;

/** How late a question and its answer are, ms. */
export type Late = { readonly question: number; readonly answer: number };
const ON_TIME: Late = { question: 0, answer: 0 };

export type WeakSpots = {
  readonly has: (name: SpotName) => boolean;
  /** One lies where invoices are charged by themselves: in this seed most are to be. */
  readonly areOfCharging: boolean;
  readonly delays: (port: PortName, asked: () => string) => Late;
  readonly whileReached: (act: Meanwhile) => void;
};

/** The weak spots of a seed. */
export const spotsOf = (seed: string): readonly SpotName[] => TURNS[Number(seed) % TURNS.length] ?? [];

/** The places at which a seed is slow nearly always, so that what may happen just there does. */
export function createWeakSpots(
  names: readonly SpotName[],
  scheduler: Scheduler,
  random: Random,
  faults: Faults,
): WeakSpots {
  const acts: Meanwhile[] = [];
  const delay = ({ late, between: [from, to] }: Spot): Late => {
    // Mostly a little, sometimes long.
    const ms = Math.min(to, from + random.wait((to - from) / 3));
    return { ...ON_TIME, [late]: ms };
  };
  return {
    has: (name) => names.includes(name),
    areOfCharging: names.some((name) => OF_CHARGING.includes(name)),
    whileReached: (act) => {
      acts.push(act);
    },
    delays(port, asked) {
      const name = names.find((each) => SPOTS[each].port === port && SPOTS[each].asks.test(asked()));
      if (name === undefined || faults.areOver() || !random.chance(RATE)) return ON_TIME;
      faults.happened('late_at_weak_spot');
      const text = asked();
      for (const act of acts) scheduler.outside(() => act(name, text));
      return delay(SPOTS[name]);
    },
  };
}
