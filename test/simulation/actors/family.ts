import { changeCustomer } from '../../../src/operations/customers/update.ts';
import type { Random } from '../kernel/random.ts';
import type { Merchant } from '../world/merchants.ts';
import type { World } from '../world/world.ts';
import { retryUntilAnswered } from './retry.ts';

const HOUR_MS = 3_600_000;

/** Customers that may pay for others, by their business, in the order in which they appeared. */
export type Elders = Map<string, string[]>;

/** In some seeds customers are of families. */
export const hasFamilies = (world: World): boolean => world.random.fork('families').chance(0.4);

/**
 * A new customer is of no family, or one that came before it pays for it from some moment on, and perhaps no more from a later
 * one. Whoever may be a parent is never a child.
 */
export function joinFamily(
  world: World,
  merchant: Merchant,
  customerId: string,
  elders: Elders,
  random: Random,
): void {
  const before = elders.get(merchant.id) ?? [];
  const parentId = before[random.int(Math.max(1, before.length))];
  if (parentId === undefined || !random.chance(0.6)) {
    elders.set(merchant.id, [...before, customerId]);
    return;
  }
  const { scheduler } = world;
  const child = { merchant, customerId, parentId };
  const joins = scheduler.now() + random.pick([10, random.int(2 * HOUR_MS)]);
  scheduler.at(joins, 'a parent is named', () => nameParent(world, child, true));
  if (!random.chance(0.4)) return;
  const leaves = joins + random.int(6 * HOUR_MS);
  scheduler.at(leaves, 'a child has no parent any more', () => nameParent(world, child, false));
}

type Child = { readonly merchant: Merchant; readonly customerId: string; readonly parentId: string };

/** Staff say who pays for a customer, or that nobody does any more, which is a promise to check. */
function nameParent(world: World, { merchant, customerId, parentId }: Child, isNamed: boolean): void {
  const commandId = `${customerId}/${isNamed ? 'joins' : 'leaves'}`;
  const patch = { parentId: isNamed ? parentId : null };
  if (isNamed) world.families.push({ childId: customerId, parentId });
  retryUntilAnswered(
    world,
    'change parent',
    ({ ctx }) => changeCustomer(ctx, { scope: merchant.scope, customerId, commandId, patch }),
    (asked) => {
      if (isNamed || !asked.answered || asked.result.kind !== 'done') return;
      world.answered.push({ what: 'no_parent', subject: customerId, at: world.scheduler.now() });
    },
  );
}
