import type { Database } from '../database.ts';
import type { invoices } from '../schema/index.ts';
import { headIn } from '../streams.ts';
import { cartListed, cartOpen } from './cart-statements.ts';
import { lastCaughtUpAt } from './events-of-connection.ts';
import { paysValue } from './payer.ts';
import type { OwnerScope } from './portal-invoices.ts';

type Selects = ReturnType<typeof cartListed>;
type Rows<K extends keyof Selects> = { readonly [N in K]: Awaited<Selects[N]> };

/** The rows of a cart → the cart, in the order of its ids; null where there is none of the first. */
export function cartOf(
  { found, houses, taken, methods, heads }: Rows<'found' | 'houses' | 'taken' | 'methods' | 'heads'>,
  ids: readonly string[],
) {
  const [first] = found;
  const [house] = houses;
  if (first === undefined || house === undefined) return null;
  const { connection } = house;
  return {
    ...house,
    caughtUpAt: lastCaughtUpAt(house.caughtUpAt, connection),
    /** Who pays: whose methods, policy, language and addresses count. */
    customer: first.customer,
    targets: ids.flatMap((id) =>
      found
        .filter(({ invoice }) => invoice.id === id)
        .map(({ invoice, plan }) => ({ invoice, plan, head: headIn(heads, id) })),
    ),
    /** The open payments for the invoices, with all that each is for, whether or not it holds every slot. */
    slots: taken
      .filter(({ id }, at) => taken.findIndex((row) => row.id === id) === at)
      .map((payment) => ({ ...payment, targets: taken.filter(({ id }) => id === payment.id) })),
    /** What the customer has on file on the active connection. */
    methods: methods.filter(
      ({ connectionId, state }) => connectionId === connection?.id && state !== 'detached',
    ),
    /** What the customer has, or had, on file anywhere. */
    knownMethods: new Set(methods.map(({ id }) => id)),
  };
}

async function read(db: Database, select: Selects, ids: readonly string[] | null) {
  const [found, houses, taken, methods, heads, [tried], [paced]] = await db.batch([
    select.found,
    select.houses,
    select.taken,
    select.methods,
    select.heads,
    select.tried,
    select.paced,
  ]);
  const dueFirst = found.map(({ invoice }) => invoice).toSorted(byDue);
  const cart = cartOf({ found, houses, taken, methods, heads }, ids ?? dueFirst.map(({ id }) => id));
  return (
    cart && {
      ...cart,
      attempts: tried?.highest ?? 0,
      /** The newest attempt at any of them. */
      last: tried ?? null,
      claimsOfLate: paced?.claims ?? 0,
    }
  );
}

export type Cart = NonNullable<Awaited<ReturnType<typeof read>>>;
export type Slot = Cart['slots'][number];

/** Whether the slot of an invoice is the payment's. One that was put back may be for an invoice whose slot another has. */
export const holdsSlot = ({ id, targets }: Slot, invoiceId: string): boolean =>
  targets.some((target) => target.invoiceId === invoiceId && target.slotPaymentId === id);

type Invoice = typeof invoices.$inferSelect;

const byDue = (a: Invoice, b: Invoice): number =>
  (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || (a.id < b.id ? -1 : 1);

/**
 * Everything that decides whether one payment can be begun for 1..n invoices of one customer, in one round trip.
 * Null where one of them does not exist, or is not the `owner`'s; a link's has none, and names one invoice.
 */
export async function readCart(
  db: Database,
  ask: { readonly ids: readonly string[]; readonly owner: OwnerScope | null; readonly paceSince: number },
): Promise<Cart | null> {
  const { ids, owner, paceSince } = ask;
  const pays = paysValue(owner === null ? { by: 'link' } : { by: 'visitor', customerId: owner.customerId });
  const cart = await read(db, cartListed(db, { ids: JSON.stringify(ids), paceSince, pays }), ids);
  if (cart === null || cart.targets.length !== ids.length) return null;
  return cart.targets.every(({ invoice }) => owner === null || isOf(owner, invoice)) ? cart : null;
}

/** The same of an owner's open invoices in a currency, at `most` so many; null where there is none. */
export const readOpenCart = (
  db: Database,
  { customerId, merchantId, livemode, childIds = [] }: OwnerScope,
  ask: { readonly currency: string; readonly most: number; readonly paceSince: number },
): Promise<Cart | null> =>
  read(
    db,
    cartOpen(db, {
      customerIds: JSON.stringify([customerId, ...childIds]),
      merchantId,
      livemode: Number(livemode),
      pays: paysValue({ by: 'visitor', customerId }),
      ...ask,
    }),
    null,
  );

/** Nobody outside the business sees a draft, or what is another's. */
const isOf = (owner: OwnerScope, invoice: Invoice): boolean =>
  (invoice.customerId === owner.customerId || owner.childIds?.includes(invoice.customerId) === true) &&
  invoice.merchantId === owner.merchantId &&
  invoice.livemode === owner.livemode &&
  invoice.status !== 'draft';
