import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { inbox, outbox } from '../../../src/db/schema/index.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { ownAccount } from '../../support/worker/accounts.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { hire, type StaffBrowser, staffOf } from '../../support/worker/staff.ts';

const HOUR = 3_600_000;

let elsewhere: Shop;
let shop: Shop;
let home: string;
let owner: StaffBrowser;
let reader: StaffBrowser;

beforeAll(async () => {
  elsewhere = await openShop();
  await ownAccount(elsewhere);
  shop = await openShop();
  home = `/dashboard/${shop.scope.merchantId}`;
  [owner, reader] = [await staffOf(shop, 'owner'), await staffOf(shop, 'read_only')];
});

const page = async (path: string, by = owner) => {
  const answer = await by.get(`${home}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.text();
};

/** A job of a business that was given up. */
async function deadJob(at: Shop, lastError: string | null = 'no answer'): Promise<string> {
  const id = newId(at.ctx, 'out');
  await at.ctx.db.insert(outbox).values({
    id,
    merchantId: at.scope.merchantId,
    kind: 'collect',
    payload: { invoiceId: newId(at.ctx, 'inv') },
    state: 'dead',
    attempts: 12,
    dueAt: at.ctx.now() - HOUR,
    leaseUntil: 0,
    lastError,
    createdAt: at.ctx.now() - 2 * HOUR,
  });
  return id;
}

const stateOf = async (id: string) => {
  const [job] = await shop.ctx.db.select().from(outbox).where(eq(outbox.id, id));
  return job?.state;
};

/** What a page's buttons carry of when it was drawn. */
const beforeOf = (html: string): string => /name="before" value="(\d+)"/.exec(html)?.[1] ?? '';

describe('work that stopped', () => {
  it('is counted by reason, and is said to be nothing where there is none', async () => {
    const none = await page('/work');
    expect(none).toContain('Nothing stopped.');
    expect(none).toContain('haven’t been read yet');
    await deadJob(elsewhere);
    expect(await page('/work')).toContain('Nothing stopped.');
  });

  it('runs again once, however often the same form is sent, one or all of a reason', async () => {
    const [one, other, third] = [await deadJob(shop), await deadJob(shop), await deadJob(shop, 'another')];
    const shown = await page('/work/dead_effect');
    expect(shown).toContain('Look at an invoice and collect it');
    const fields = { id: one, before: beforeOf(shown), from: 'list' };
    const press = (more: Record<string, string>) => owner.post(`${home}/work/dead_effect/again`, more);
    const pressed = await Promise.all([press(fields), press(fields)]);
    expect(pressed.map(({ status }) => status)).toEqual([303, 303]);
    expect(shop.enqueued.filter((message) => message.kind === 'outbox' && message.id === one)).toHaveLength(
      1,
    );
    expect([await stateOf(one), await stateOf(other)]).toEqual(['pending', 'dead']);
    // It stopped again meanwhile: the form of before does not run it in a circle.
    await shop.ctx.db.update(outbox).set({ state: 'dead' }).where(eq(outbox.id, one));
    shop.advance(1_000);
    await press(fields);
    expect(await page('/work/dead_effect')).toContain('Nothing was left to run');
    expect(await stateOf(one)).toBe('dead');
    await press({ reason: 'no answer', before: beforeOf(await page('/work')) });
    expect(await page('/work')).toContain('They’re being run again.');
    expect([await stateOf(one), await stateOf(other), await stateOf(third)]).toEqual([
      'pending',
      'pending',
      'dead',
    ]);
    await press({ before: 'now' });
    expect(await stateOf(third)).toBe('pending');
  });

  it('of another business is neither shown nor run', async () => {
    const theirs = await deadJob(elsewhere);
    expect(await page('/work/dead_effect')).not.toContain(theirs);
    expect((await owner.get(`${home}/work/jobs/${theirs}`)).status).toBe(404);
    await owner.post(`${home}/work/dead_effect/again`, { id: theirs });
    expect(await stateOf(theirs)).toBe('dead');
    for (const kind of ['dead_letter', 'nothing']) {
      expect((await owner.get(`${home}/work/${kind}`)).status).toBe(404);
      expect((await owner.post(`${home}/work/${kind}/again`)).status).toBe(404);
    }
  });
});

describe('an event of Stripe’s', () => {
  const event = {
    livemode: false,
    type: 'charge.succeeded',
    payload: '{"data":{"object":{"id":"ch_1","object":"charge"}}}',
    state: 'quarantined' as const,
    reason: 'unknown_payment' as const,
    attempts: 3,
  };

  it('is found by its id, with what is kept of it, and run again', async () => {
    const at = shop.ctx.now();
    const times = { dueAt: at, receivedAt: at - HOUR, handledAt: at - HOUR };
    await shop.ctx.db.insert(inbox).values([
      { ...event, ...times, account: 'self', eventId: 'evt_ours' },
      { ...event, ...times, account: 'acct_theirs', eventId: 'evt_theirs' },
    ]);
    const found = await owner.get(`${home}/work/find?id=+evt_ours+`);
    expect(found.headers.get('Location')).toBe(`${home}/work/events/evt_ours`);
    const shown = await page('/work/events/evt_ours');
    expect(shown).toContain('Its payment isn’t known here');
    expect(shown).toContain('https://dashboard.stripe.com/test/events/evt_ours');
    expect(shown).toContain('&quot;id&quot;: &quot;ch_1&quot;');
    expect(await page('/work/events/evt_ours', reader)).not.toContain('/again');
    const pressed = await owner.post(`${home}/work/quarantined_event/again`, {
      id: 'self:evt_ours',
      before: beforeOf(shown),
    });
    expect(pressed.status).toBe(303);
    expect(shop.enqueued).toContainEqual({
      kind: 'inbox',
      account: 'self',
      livemode: false,
      eventId: 'evt_ours',
    });
    expect((await owner.get(`${home}/work/events/evt_theirs`)).status).toBe(404);
    for (const id of ['evt_theirs', 'evt_none', `out_${'0'.repeat(26)}`, '%00', 'x'.repeat(10_000)]) {
      expect(await page(`/work/find?id=${id}`)).toContain('There’s no such event or job.');
    }
  });
});

describe('the audit log', () => {
  it('says who changed what, by action and day, and comes out as CSV', async () => {
    const { personId } = await hire(shop, [[shop, 'finance']]);
    const changed = await owner.post(`${home}/members/${personId}/role`, { role: 'technician' });
    expect(changed.status).toBe(303);
    const all = await page('/work/audit');
    expect(all).toContain('Role changed');
    expect(all).toContain('finance → technician');
    expect(await page('/work/audit?action=member_role_changed')).toContain('finance → technician');
    expect(await page('/work/audit?action=api_key_created')).toContain('Nothing of that kind');
    expect(await page('/work/audit?to=2001-01-01')).toContain('Nothing of that kind');
    expect(await page('/work/audit?from=24/01/2017')).toContain('A day is written as');
    const file = await owner.get(`${home}/work/audit.csv?action=member_role_changed`);
    expect(file.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const [head, first, rest] = (await file.text()).split('\r\n');
    expect(head).toContain('action,actorKind,actorId');
    expect(first).toContain('member_role_changed,staff,');
    expect(first).toContain(personId);
    expect(rest).toBe('');
    expect((await reader.get(`${home}/work/audit`)).status).toBe(403);
    expect(await page('/work', reader)).not.toContain('Audit log');
  });
});
