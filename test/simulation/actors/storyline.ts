import { rowsOf } from '../checks/rows.ts';
import type { Random } from '../kernel/random.ts';
import type { Merchant } from '../world/merchants.ts';
import type { World } from '../world/world.ts';
import { planCardTester, planSpree } from './card-tester.ts';
import { creditByNote } from './credit-note.ts';
import { type Elders, hasFamilies, joinFamily } from './family.ts';
import { foreignCharge, planFlood } from './foreign.ts';
import { refundOrReturn } from './give-back.ts';
import { postJunk } from './junk.ts';
import { planRestrictedKey } from './key.ts';
import { actMeanwhile } from './meanwhile.ts';
import { customerOf, leave, planCustomer } from './methods.ts';
import { leaveOpen, pressSaved, visit } from './payer.ts';
import { planRevocation } from './revoke.ts';
import { hasSchedules, planSchedule } from './schedules.ts';
import { endConnection, forbid, makeInvoice, rotate, send } from './staff.ts';
import { planWallets } from './wallets.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long people act in a seed; after that time only passes. */
export const ACTIVE_MS = 8 * HOUR_MS;

const AMOUNTS = [50, 12_000, 42_000, 99_999, 1_250_000] as const;
const CURRENCIES = ['USD', 'USD', 'USD', 'USD', 'EUR', 'JPY'] as const;

/** Everything that people will do in a seed: `count` invoices and what becomes of each. */
export function planStory(world: World, count: number): void {
  const random = world.random.fork('story');
  const { scheduler } = world;
  const start = scheduler.now();
  // An opt-out or a first method happens once for a customer, so seeds that test them get more customers.
  const each = world.spots.has('decision') ? 1 : world.spots.areOfCharging ? 2 : 4;
  const customers = Math.max(2, Math.ceil(count / each));
  const shares = Array.from({ length: customers }, () => random.float());
  const sum = shares.reduce((a, b) => a + b, 0);
  let left = count;
  const elders: Elders = new Map();
  const isFamilial = hasFamilies(world);
  const isBilled = hasSchedules(world);
  for (const [index, share] of shares.entries()) {
    const own = random.fork(`customer ${index}`);
    const merchant = own.pick([world.merchants[0], ...world.merchants.slice(1)]);
    const invoices = index === customers - 1 ? left : Math.min(left, Math.round((share / sum) * count));
    left -= invoices;
    if (merchant === undefined) continue;
    scheduler.at(start + own.int(HOUR_MS), 'customer appears', () =>
      customerOf(world, merchant, own.fork('self'), (customerId) => {
        planCustomer(world, merchant, customerId, own.fork('autopay'));
        if (isFamilial) joinFamily(world, merchant, customerId, elders, own.fork('family'));
        if (isBilled) planSchedule(world, merchant, customerId, own.fork('schedule'));
        for (let number = 0; number < invoices; number += 1) {
          planInvoice(world, merchant, customerId, own.fork(`invoice ${number}`));
        }
      }),
    );
  }
  const most = world.spots.has('refund') ? count : Math.ceil(count / 2);
  for (let n = random.int(most); n > 0; n -= 1) {
    const at = start + random.int(ACTIVE_MS);
    scheduler.at(at, 'money goes back', () => refundOrReturn(world, random.fork(`back ${n}`)));
  }
  // Where it counts nothing else, connections end.
  const isPlain = !world.spots.areOfCharging && !world.spots.has('refund');
  for (const merchant of world.merchants) {
    if (!random.chance(isPlain ? 0.6 : 0.08)) continue;
    scheduler.at(start + ACTIVE_MS * 0.5 + random.int(ACTIVE_MS * 0.5), 'connection ended', () =>
      endConnection(world, merchant),
    );
  }
  actMeanwhile(world);
  for (let n = random.int(3); n > 0; n -= 1) {
    const at = start + random.int(ACTIVE_MS);
    scheduler.at(at, 'foreign charge', () => foreignCharge(world, random.fork(`foreign ${n}`)));
  }
  planStrangers(world, random.fork('strangers'));
}

/** What comes over a business from outside: junk, a busy hour of others, a key that is restricted or revoked. */
function planStrangers(world: World, random: Random): void {
  const { scheduler } = world;
  for (let n = random.int(6); n > 0; n -= 1) {
    const own = random.fork(`junk ${n}`);
    scheduler.at(scheduler.now() + own.int(ACTIVE_MS), 'junk posted', () => postJunk(world, own));
  }
  if (random.chance(0.02)) planFlood(world, random.fork('flood'));
  if (random.chance(0.3)) planRestrictedKey(world, random.fork('key'), ACTIVE_MS);
  if (random.chance(0.07)) planRevocation(world, random.fork('revoked'), ACTIVE_MS);
  if (random.fork('tester').chance(0.1)) planCardTester(world, random.fork('tests'), ACTIVE_MS);
  if (random.fork('spree').chance(0.1)) planSpree(world, random.fork('on a spree'), ACTIVE_MS / 2);
  if (random.fork('wallets').chance(0.4)) planWallets(world, random.fork('two cards'));
}

function planInvoice(world: World, merchant: Merchant, customerId: string, random: Random): void {
  const { scheduler } = world;
  const wanted = {
    merchant,
    customerId,
    currency: random.pick(CURRENCIES),
    amount: random.pick(AMOUNTS),
    dueDate: new Date(scheduler.now() + random.pick([0, 0, 1, 2, 6]) * DAY_MS).toISOString().slice(0, 10),
  };
  const at = scheduler.now() + random.int(ACTIVE_MS * 0.7);
  scheduler.at(at, 'invoice written', () =>
    makeInvoice(world, wanted, random.fork('making'), (invoiceId) =>
      planActs(world, wanted, invoiceId, random.fork('acts')),
    ),
  );
  // At the very time when an invoice is sent, and perhaps charged.
  if (random.chance(world.spots.areOfCharging ? 0.02 : 0.08)) {
    const own = random.fork('leaves');
    const leaving = at + 300 + random.wait(1_500);
    scheduler.at(leaving, 'customer opts out', () => leave(world, merchant, customerId, own));
  }
}

/**
 * What happens to an invoice, around one or two moments: payers in several tabs, staff at the same time. Most of what
 * can go wrong between two people goes wrong within seconds.
 */
function planActs(
  world: World,
  {
    merchant,
    amount,
    currency,
  }: { readonly merchant: Merchant; readonly amount: number; readonly currency: string },
  invoiceId: string,
  random: Random,
): void {
  const { scheduler } = world;
  // A forgotten invoice shows only if it is neither paid nor voided by hand.
  if (world.spots.has('decision') && random.chance(0.8)) return;
  let linkVersion = 1;
  scheduler.at(scheduler.now() + MINUTE_MS, 'due looked up', () => {
    const [row] = rowsOf(world, 'SELECT collect_at FROM invoices WHERE id = ?', invoiceId);
    const until = (row?.number('collect_at') ?? 0) - scheduler.now();
    if (until < 20 * MINUTE_MS || until > ACTIVE_MS || !random.chance(0.5)) return;
    // A payer opens the link shortly before the automatic charge, and may continue later.
    const at = scheduler.now() + until - random.between(16, 50) * MINUTE_MS;
    const own = random.fork('before due');
    scheduler.at(at, 'payer comes before it is due', () =>
      visit(world, { invoiceId, linkVersion }, own, currency),
    );
  });
  const [made] = rowsOf(world, 'SELECT sent_at FROM invoices WHERE id = ?', invoiceId);
  if (made?.maybe('sent_at') === null && random.chance(0.7)) {
    sendLater(world, merchant, invoiceId, currency, random.fork('left open'));
    return;
  }
  planCreditNotes(world, merchant, invoiceId, random.fork('credit notes'));
  for (let moment = random.pick([1, 1, 2, 3]); moment > 0; moment -= 1) {
    const at = scheduler.now() + random.wait(random.pick([30_000, HOUR_MS / 3, 2 * HOUR_MS]));
    const spread = random.pick([10, 200, 2_000, 30_000]);
    const soon = () => at + random.wait(spread);
    for (let tab = random.pick([0, 0, 1, 1, 2, 3]); tab > 0; tab -= 1) {
      const own = random.fork(`tab ${moment} ${tab}`);
      scheduler.at(soon(), 'payer comes', () =>
        own.chance(0.15)
          ? pressSaved(world, { invoiceId, linkVersion }, own)
          : visit(world, { invoiceId, linkVersion }, own, currency),
      );
    }
    if (random.chance(0.4)) {
      const own = random.fork(`verb ${moment}`);
      scheduler.at(soon(), 'staff acts', () => forbid(world, merchant, invoiceId, amount, own));
    }
    if (random.chance(0.08)) {
      const own = random.fork(`rotate ${moment}`);
      scheduler.at(soon(), 'staff rotates', () => {
        linkVersion += 1;
        rotate(world, merchant, invoiceId, own);
      });
    }
  }
}

/** Some are credited, around the time that they are paid or hours later; some of those once more. */
function planCreditNotes(world: World, merchant: Merchant, invoiceId: string, random: Random): void {
  const { scheduler } = world;
  if (!random.chance(0.2)) return;
  for (let notes = random.pick([1, 1, 2]); notes > 0; notes -= 1) {
    const own = random.fork(`note ${notes}`);
    const at = scheduler.now() + own.wait(own.pick([30_000, HOUR_MS / 3, 3 * HOUR_MS]));
    scheduler.at(at, 'staff credits', () => creditByNote(world, merchant, invoiceId, own));
  }
}

/** A link is shared by hand, so a payer has Stripe's page open when the invoice is sent, and perhaps charged. */
function sendLater(
  world: World,
  merchant: Merchant,
  invoiceId: string,
  currency: string,
  random: Random,
): void {
  const { scheduler } = world;
  const sentAt = scheduler.now() + random.between(17, 50) * MINUTE_MS;
  const paysAt = sentAt + random.wait(3 * MINUTE_MS);
  leaveOpen(world, { invoiceId, linkVersion: 1 }, random, { currency, paysAt });
  scheduler.at(sentAt, 'staff sends', () => send(world, merchant, invoiceId));
}
