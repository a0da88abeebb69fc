import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { selectLinkedBefore, selectLinkKeys } from '../../db/queries/link-keys.ts';
import { countDerivedFrom } from '../../db/queries/webhooks.ts';
import { connections, stripeCustomers } from '../../db/schema/index.ts';
import type { HeldSecrets, KeysReport } from '../../domain/held-secrets.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';

/** What the person who changes a key has to know, without any secret. */
export async function readKeys(ctx: Context, held: HeldSecrets): Promise<Outcome<KeysReport>> {
  const { db } = ctx;
  const known = await selectLinkKeys(db);
  const [first] = held.linkKeys;
  const numbers = [...new Set([...held.linkKeys, ...known].map(({ number }) => number))];
  const needed = async (number: number): Promise<readonly { open: number; closed: number }[]> => {
    const key = known.find((one) => one.number === number);
    if (number !== first?.number && (key === undefined || key.makesSince === null)) return [];
    // An hour, since a rollout takes its time: an older version of the Worker may have made links with it until then.
    return selectLinkedBefore(db, (key?.madeUntil ?? ctx.now()) + ROLLOUT_MS);
  };
  const counted = await Promise.all(numbers.map(needed));
  const derived = await Promise.all(numbers.map((number) => countDerivedFrom(db, number)));
  const own = await db
    .select({ id: stripeCustomers.stripeCustomerId })
    .from(stripeCustomers)
    .innerJoin(connections, eq(connections.id, stripeCustomers.connectionId))
    .where(
      and(
        eq(connections.account, 'self'),
        eq(connections.livemode, ctx.livemode),
        isNotNull(stripeCustomers.stripeCustomerId),
      ),
    )
    .orderBy(desc(stripeCustomers.customerId))
    .limit(1);
  return done({
    ...held,
    linkKeys: numbers.map((number, at) => {
      const listed = held.linkKeys.find((key) => key.number === number);
      const fingerprint = (listed ?? known.find((key) => key.number === number))?.fingerprint ?? '';
      const { open = 0, closed = 0 } = counted[at]?.[0] ?? {};
      return {
        number,
        fingerprint,
        listed: listed !== undefined,
        makesLinks: number === first?.number,
        needed: { open, closed },
        endpoints: derived[at] ?? 0,
      };
    }),
    livemode: ctx.livemode,
    stripeCustomer: own[0]?.id ?? null,
  });
}

const ROLLOUT_MS = 3_600_000;
