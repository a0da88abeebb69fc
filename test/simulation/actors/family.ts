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
  const leaves = random.chance(0.4) ? joins + random.int(6 * HOUR_MS) : null;
  scheduler.at(joins, 'a parent is named', () => nameParent(world, child, leaves));
}

type Child = { readonly merchant: Merchant; readonly customerId: string; readonly parentId: string };

/** Staff say who pays for a customer, and once they know that it is so, perhaps that nobody does any more. */
function nameParent(world: World, child: Child, leaves: number | null): void {
  const { scheduler } = world;
  const { customerId: childId, parentId } = child;
  world.families.push({ childId, parentId });
  changeParent(world, child, parentId, () => {
    if (leaves === null) return;
    scheduler.at(Math.max(leaves, scheduler.now()), 'a child has no parent any more', () =>
      changeParent(world, child, null, () => {
        // A promise to check.
        world.answered.push({ what: 'no_parent', subject: childId, at: scheduler.now() });
      }),
    );
  });
}

function changeParent(
  world: World,
  { merchant, customerId }: Child,
  parentId: string | null,
  done: () => void,
): void {
  const commandId = `${customerId}/${parentId === null ? 'leaves' : 'joins'}`;
  retryUntilAnswered(
    world,
    'change parent',
    ({ ctx }) => changeCustomer(ctx, { scope: merchant.scope, customerId, commandId, patch: { parentId } }),
    (asked) => {
      if (asked.answered && asked.result.kind === 'done') done();
    },
  );
}
