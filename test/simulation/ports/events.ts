import { type Store, type StoredEvent, signatureHeader } from '#stripe-sandbox';
import { USED_EVENT_TYPES } from '../../../src/domain/event-families.ts';
import type { Ports } from './port.ts';

const MINUTE_MS = 60_000;
/** Stripe's waits between attempts, cut short. https://docs.stripe.com/webhooks#retries */
const BACK_OFF_MS = [5_000, 60_000, 10 * MINUTE_MS, 60 * MINUTE_MS, 6 * 60 * MINUTE_MS];

export const SECRETS = { account: 'whsec_simulated_account', connect: 'whsec_simulated_connect' };

/** Hands a signed body to the Worker; told whether it answered with 2xx. */
export type Receive = (body: string, signature: string, answered: (ok: boolean) => void) => void;

export type Events = {
  /** Polls Stripe's new events and schedules their delivery. `answered`: whether the causing call got its answer. */
  readonly collect: (answered: () => boolean) => void;
  /** The events that the Worker took and uses, with when each was made, ms. */
  readonly taken: ReadonlyMap<string, number>;
  /** When money was confirmed or moved, by PaymentIntent: the exact ms, which Stripe's own stamps do not show. */
  readonly chargedAt: ReadonlyMap<string, number>;
};

/** Stripe's webhooks: lost, doubled, in any order, days late, or before the answer to the causing call. */
export function createEvents(
  ports: Ports,
  store: Store,
  accounts: () => readonly string[],
  receive: Receive,
): Events {
  const { scheduler, random, faults } = ports;
  const seen = new Map<string, number>();
  const taken = new Map<string, number>();
  const chargedAt = new Map<string, number>();

  const deliver = (event: StoredEvent, delayMs: number, attempt: number, answered: () => boolean): void => {
    scheduler.at(scheduler.now() + delayMs, `webhook ${event.type}`, () => {
      if (!answered()) faults.happened('webhook_before_answer');
      const secret = event.account === undefined ? SECRETS.account : SECRETS.connect;
      const forged = faults.strikes('webhook_forged', 'webhook', 0.05);
      const body = JSON.stringify(event);
      const sign = forged ? 'whsec_of_somebody_else' : secret;
      const signature = signatureHeader(body, Math.floor(scheduler.now() / 1000), [sign]);
      receive(body, signature, (ok) => {
        if (ok && forged) throw new Error('a forged webhook was taken');
        if (ok && USED_EVENT_TYPES.includes(event.type)) taken.set(event.id, event.created * 1000);
        const wait = BACK_OFF_MS[attempt];
        if (!ok && wait !== undefined) deliver(event, wait, attempt + 1, () => true);
      });
    });
  };
  const dispatch = (event: StoredEvent, answered: () => boolean): void => {
    if (faults.strikes('webhook_lost', 'webhook', 0.3)) return;
    const late = faults.strikes('webhook_days_late', 'webhook', 0.05);
    const reordered = !late && faults.strikes('webhook_reordered', 'webhook', 0.3);
    const delay = late
      ? random.between(3_600_000, 3 * 86_400_000)
      : reordered
        ? random.between(1_000, 20 * MINUTE_MS)
        : random.wait(900);
    deliver(event, delay, 0, answered);
    if (faults.strikes('webhook_duplicated', 'webhook', 0.3)) {
      deliver(event, delay + random.wait(30_000), BACK_OFF_MS.length, () => true);
    }
    // The same event in another account's name must touch no data.
    if (faults.strikes('webhook_other_account', 'webhook', 0.05)) {
      const other = accounts().find((account) => account !== (event.account ?? accounts()[0]));
      const moved: StoredEvent = { ...event, id: `${event.id}_moved`, account: other ?? 'acct_stranger' };
      deliver(moved, delay + random.wait(5_000), BACK_OFF_MS.length, () => true);
    }
  };
  return {
    taken,
    chargedAt,
    collect(answered) {
      for (const account of accounts()) {
        const from = seen.get(account) ?? 0;
        for (const found of store.scan('event', account, { order: 'oldest', beyond: from })) {
          seen.set(account, found.sequence);
          const { type, data } = found.value;
          const intent: unknown = data.object.payment_intent;
          if ((type === 'charge.succeeded' || type === 'charge.pending') && typeof intent === 'string') {
            if (!chargedAt.has(intent)) chargedAt.set(intent, scheduler.now());
          }
          dispatch(found.value, answered);
        }
      }
    },
  };
}
