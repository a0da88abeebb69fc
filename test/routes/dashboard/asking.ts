import { customerImports, customers, invitations } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import type { Shop } from '../../support/worker/shop.ts';
import { hire, type StaffBrowser } from '../../support/worker/staff.ts';
import type { Ids, Row } from './route-row.ts';

/** What a request may name: made for it alone. */
export async function freshIds(at: Shop): Promise<Ids> {
  const { merchantId } = at.scope;
  const { personId: memberId } = await hire(at, [[at, 'finance']]);
  const invitationId = newId(at.ctx, 'ivt');
  const address = `${invitationId}@staff.test`;
  const now = at.ctx.now();
  await at.ctx.db.insert(invitations).values({
    id: invitationId,
    merchantId,
    address,
    written: address,
    role: 'finance',
    createdAt: now,
    expiresAt: now + 60_000,
  });
  const customerId = newId(at.ctx, 'cus');
  const importId = newId(at.ctx, 'imp');
  const customer = {
    id: customerId,
    ...at.scope,
    legalName: 'Acme',
    email: `${customerId}@acme.test`,
    taxStatus: 'TAXED',
  };
  const lists = { billingEmails: [], customerAliases: [], address: {} };
  await at.ctx.db.insert(customers).values({ ...customer, ...lists, createdAt: now, updatedAt: now });
  const waiting = { state: 'ready', startedBy: address, createdAt: now } as const;
  await at.ctx.db.insert(customerImports).values({ id: importId, ...at.scope, ...waiting });
  return { merchantId, memberId, invitationId, customerId, importId };
}

type Asking = Pick<StaffBrowser, 'get' | 'post'>;

/** Asks for a route of the table. */
export function ask(browser: Asking, row: Row, ids: Ids, headers = {}, more = {}): Promise<Response> {
  const [method, route = ''] = row.route.split(' ', 2);
  const path = `/dashboard/${ids.merchantId}${row.path?.(ids) ?? (route === '/' ? '' : route)}`;
  return method === 'GET'
    ? browser.get(path, headers)
    : browser.post(path, { ...row.fields?.(ids), ...more }, headers);
}
