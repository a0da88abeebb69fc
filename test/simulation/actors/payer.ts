import { type LinkOffer, linkOfferFor } from '../../../src/operations/checkout/offer-method.ts';
import { linkOrder, type PayOutcome } from '../../../src/operations/checkout/order.ts';
import { payCart } from '../../../src/operations/checkout/pay-cart.ts';
import { returnFromStripe } from '../../../src/operations/checkout/return-from-stripe.ts';
import type { Random } from '../kernel/random.ts';
import type { World } from '../world/world.ts';

export type Target = { readonly invoiceId: string; readonly linkVersion: number };

/** Somebody who is no customer pays through a forwarded link. */
const FRIEND = 'friend@elsewhere.test';

/** Left on the bank's page for a while. */
const AT_THE_BANK = { card: '4000002760003184' };

/** The payer's inputs on Stripe's page, weighted. */
const CARDS: [readonly [object, number], ...(readonly [object, number])[]] = [
  [{ card: '4242424242424242' }, 10],
  [{ card: '4000000000000002' }, 2],
  [{ card: '4000000000009995' }, 1],
  [{ card: '4000002760003184', authenticate: 'complete' }, 1],
  [{ card: '4000002760003184', authenticate: 'fail' }, 1],
  [AT_THE_BANK, 1],
];
const BANKS: (readonly [object, number])[] = [
  [{ bank: '000123456789' }, 3],
  [{ bank: '000222222227' }, 1],
  [{ bank: '000111111113' }, 1],
  // Its bank never says anything.
  [{ bank: '000000000009' }, 0.15],
];

/**
 * A payer follows the pay link and does at Stripe what payers do: pays at once or late, mistypes, leaves, or does it in
 * two tabs. `currency` decides whether a bank account is offered.
 */
export function visit(world: World, target: Target, random: Random, currency: string): void {
  let link: PayOutcome | null = null;
  world.invoke(
    'pay link',
    async ({ ctx }) => {
      link = await payCart(ctx, linkOrder({ id: target.invoiceId, version: target.linkVersion }));
    },
    (end) => {
      const url = checkoutIn(link);
      if (end.kind === 'done' && url !== null) {
        payAtStripe(world, url, target.invoiceId, random, currency);
        return;
      }
      // Reloads the page, some several times.
      if (random.chance(0.65)) {
        const later = world.scheduler.now() + random.wait(20_000);
        world.scheduler.at(later, 'payer reloads', () => visit(world, target, random, currency));
      }
    },
  );
}

/** A payer opens the pay link, leaves Stripe's page open, and pays on it at an instant, whatever happened meanwhile. */
export function leaveOpen(
  world: World,
  target: Target,
  random: Random,
  { currency, paysAt }: { readonly currency: string; readonly paysAt: number },
): void {
  let link: PayOutcome | null = null;
  world.invoke(
    'pay link',
    async ({ ctx }) => {
      link = await payCart(ctx, linkOrder({ id: target.invoiceId, version: target.linkVersion }));
    },
    (end) => {
      const url = checkoutIn(link);
      if (end.kind !== 'done' || url === null) return;
      const session = sessionOf(world, url, target.invoiceId);
      const means = choose(random, currency);
      world.scheduler.at(paysAt, 'payer pays', () => pay(world, session, means, random));
    },
  );
}

/** Where a payer was sent, if to Stripe's page. */
export const checkoutIn = (outcome: PayOutcome | null): string | null =>
  outcome?.kind === 'done' && outcome.value.kind === 'checkout' ? outcome.value.url : null;

/** A payer on Stripe's page: no attempt, or one or more, at once or much later. */
export function payAtStripe(
  world: World,
  url: string,
  invoiceId: string,
  random: Random,
  currency: string,
): void {
  const session = sessionOf(world, url, invoiceId);
  const attempts = random.pick([0, 1, 1, 1, 1, 2, 3]);
  let at = world.scheduler.now();
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    // Most pay within a minute; some come back after lunch, or after the session's end.
    at += random.chance(0.75) ? 300 + random.wait(25_000) : random.between(60_000, 75 * 60_000);
    const means = choose(random, currency);
    world.scheduler.at(at, 'payer pays', () => pay(world, session, means, random));
  }
  // Who begins shortly before the session's end is at their bank's page after it.
  const slow = random.fork(`${session}/slow`);
  if (!slow.chance(0.08)) return;
  const begins = world.scheduler.now() + slow.between(40 * 60_000, 59 * 60_000);
  world.scheduler.at(begins, 'payer pays', () => pay(world, session, AT_THE_BANK, slow));
}

/** The session that the payer was redirected to. */
function sessionOf(world: World, url: string, invoiceId: string): string {
  const [, session] = /\/c\/pay\/(cs_test_\w+)/.exec(url) ?? [];
  if (session === undefined) throw new Error(`no session in ${url}`);
  checkCommitted(world, session);
  world.answered.push({ what: 'checkout', subject: invoiceId, at: world.scheduler.now() });
  return session;
}

async function pay(world: World, session: string, means: object, random: Random): Promise<void> {
  const path = `/_sandbox/checkout/${session}/pay`;
  const typed = { ...means, ...payerOf(session, random) };
  const { status, body } = await world.scheduler.outside(() => world.stripe.ask('POST', path, typed));
  world.scheduler.note(`paid ${status}`);
  world.events.collect(() => true);
  leaveAtBank(world, body, random.fork(session));
  const paymentId = field(field(field(body, 'session'), 'metadata'), 'quittance_payment');
  // Most come back to our page, some close the window.
  if (typeof paymentId === 'string' && random.chance(0.6)) {
    const back = world.scheduler.now() + random.wait(1_500);
    world.scheduler.at(back, 'payer returns', () =>
      world.invoke('success page', async ({ ctx }) => {
        await returnFromStripe(ctx, paymentId);
      }),
    );
  }
}

/** Asked for their own address, most type the customer's, which is left to the page; a friend types theirs, some nothing. */
function payerOf(session: string, random: Random): object {
  const typed = random.fork(`${session}/payer`).weighted([
    [null, 8],
    [FRIEND, 1],
    ['no address', 1],
  ]);
  return typed === null ? {} : { fields: { payeremail: typed } };
}

/** Who was sent to the bank's page comes through it, fails, or closes it; whatever became of the session meanwhile. */
function leaveAtBank(world: World, body: unknown, random: Random): void {
  const intentId = field(body, 'intentId');
  if (field(body, 'kind') !== 'authenticate' || typeof intentId !== 'string') return;
  const outcome = random.pick(['complete', 'complete', 'fail', null]);
  if (outcome === null) return;
  const at = world.scheduler.now() + random.between(5_000, 29 * 60_000);
  world.scheduler.at(at, 'payer at the bank', async () => {
    const path = `/_sandbox/payments/${intentId}/authenticate`;
    const { status } = await world.scheduler.outside(() => world.stripe.ask('POST', path, { outcome }));
    world.scheduler.note(`bank ${status}`);
    world.events.collect(() => true);
  });
}

/** Somebody who has Stripe's page open pays with a card that works. */
export function payNow(world: World, session: string, random: Random): void {
  world.scheduler.at(world.scheduler.now(), 'payer pays', () => pay(world, session, CARDS[0][0], random));
}

/** A payer presses *Pay with the method on file*, some seconds after it was shown, sometimes twice. */
export function pressSaved(world: World, { invoiceId, linkVersion }: Target, random: Random): void {
  const { scheduler } = world;
  let shown: LinkOffer | null = null;
  world.invoke(
    'show saved',
    async ({ ctx }) => {
      shown = (await linkOfferFor(ctx, { invoiceId, viewer: null })).value;
    },
    (end) => {
      if (end.kind !== 'done' || shown === null) return;
      const { methods, invoiceVersion }: LinkOffer = shown;
      const [{ methodId }] = methods;
      const at = scheduler.now() + random.wait(4_000);
      for (let presses = random.pick([1, 1, 2]); presses > 0; presses -= 1) {
        scheduler.at(at + random.wait(400) * (presses - 1), 'payer presses', () =>
          world.invoke('pay with saved', async ({ ctx }) => {
            const shown = { methodId, version: invoiceVersion };
            await payCart(ctx, linkOrder({ id: invoiceId, version: linkVersion }, shown));
          }),
        );
      }
    },
  );
}

/** No address is given out before its session's id is committed. */
function checkCommitted(world: World, session: string): void {
  const [row] = world.store.look('SELECT state FROM payments WHERE stripe_session_id = ?', session);
  if (row === undefined) world.broken.push(`a payer was sent to ${session}, which no payment knows`);
}

/** A bank account is offered for US dollars alone. */
const choose = (random: Random, currency: string): object =>
  random.weighted(currency === 'USD' ? [...CARDS, ...BANKS] : CARDS);

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
