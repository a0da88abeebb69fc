import { portalSessions } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import type { Visit } from '../../../src/operations/facts/visit.ts';
import { readVisitor } from '../../../src/operations/portal/visit.ts';
import { hashOfSecret, newSecret } from '../../../src/operations/sign-in/session-secret.ts';
import type { Shop } from './shop.ts';

/** The visit of a customer whose portal the business opened: no mail goes, and no page is asked for. */
export async function visitOf({ ctx }: Pick<Shop, 'ctx'>, customerId: string): Promise<Visit> {
  const secret = newSecret(ctx);
  const at = ctx.now();
  await ctx.db.insert(portalSessions).values({
    ...{ id: newId(ctx, 'ses'), secretHash: (await hashOfSecret(secret)) ?? '', livemode: false },
    ...{ customerId, createdAt: at, seenAt: at, expiresAt: at + 3_600_000 },
  });
  const visitor = await readVisitor(ctx, secret);
  if (visitor.kind !== 'visit') throw new Error(`no visit: ${visitor.kind}`);
  return visitor.visit;
}
