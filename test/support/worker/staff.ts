import { eq } from 'drizzle-orm';
import { memberships, people, signInMails, staffSessions } from '../../../src/db/schema/index.ts';
import type { Role } from '../../../src/domain/staff/roles.ts';
import { STAFF_SESSION_LIFE_MS } from '../../../src/domain/staff/session.ts';
import { newId } from '../../../src/operations/core/context.ts';
import type { Scope } from '../../../src/operations/core/scope.ts';
import { csrfOf, hashOfSecret, newSecret } from '../../../src/operations/sign-in/session-secret.ts';
import { type Fields, openBrowser } from './portal.ts';
import type { Shop } from './shop.ts';

type Place = { readonly scope: Scope };

/** A person, and the businesses that they work for with their role there. */
export async function hire(
  { ctx }: Pick<Shop, 'ctx'>,
  roles: readonly (readonly [at: Place, role: Role])[],
  address = `${crypto.randomUUID()}@staff.test`,
) {
  const personId = newId(ctx, 'per');
  const now = ctx.now();
  await ctx.db.insert(people).values({ id: personId, address, written: address, createdAt: now });
  for (const [{ scope }, role] of roles) {
    const { merchantId } = scope;
    await ctx.db.insert(memberships).values({ merchantId, personId, role, createdAt: now, updatedAt: now });
  }
  return { personId, address };
}

/** A browser in which a person is signed in; its forms carry the CSRF token automatically. */
export async function browserFor(shop: Pick<Shop, 'ctx' | 'request'>, personId: string) {
  const secret = newSecret(shop.ctx);
  const now = shop.ctx.now();
  const sessionId = newId(shop.ctx, 'sts');
  await shop.ctx.db.insert(staffSessions).values({
    id: sessionId,
    secretHash: (await hashOfSecret(secret)) ?? '',
    personId,
    signedInBy: 'link',
    createdAt: now,
    seenAt: now,
    expiresAt: now + STAFF_SESSION_LIFE_MS,
  });
  const browser = openBrowser(shop);
  browser.cookies.set('__Host-quittance_staff', secret);
  const csrf = await csrfOf(secret);
  return {
    ...browser,
    csrf,
    sessionId,
    post: (path: string, fields: Fields = {}, headers: Record<string, string> = {}) =>
      browser.post(path, { csrf, ...fields }, headers),
  };
}

export type StaffBrowser = Awaited<ReturnType<typeof browserFor>>;

/** A browser of somebody in a role at a business. */
export const staffOf = async (shop: Shop, role: Role): Promise<StaffBrowser> =>
  browserFor(shop, (await hire(shop, [[shop, role]])).personId);

/** The newest sign-in link of an address of staff, as its mail says it. */
export async function staffLinkFor({ ctx }: Pick<Shop, 'ctx'>, address: string): Promise<string> {
  const rows = await ctx.db
    .select({ id: signInMails.id, audience: signInMails.audience })
    .from(signInMails)
    .where(eq(signInMails.address, address.toLowerCase()));
  const id = rows
    .filter(({ audience }) => audience === 'staff')
    .map((row) => row.id)
    .toSorted()
    .at(-1);
  if (id === undefined) throw new Error(`no link for ${address}`);
  return new URL(await ctx.links.url('staff_sign_in', { id, version: 1 })).pathname;
}
