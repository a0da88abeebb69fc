import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { auditLog, invitations, memberships, staffSessions } from '../../../src/db/schema/index.ts';
import { parseRole } from '../../../src/domain/staff/roles.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { mailInvitation } from '../../../src/operations/staff/mail-invitation.ts';
import { csrfIn, openBrowser } from '../../support/worker/portal.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { browserFor, hire, type StaffBrowser, staffLinkFor, staffOf } from '../../support/worker/staff.ts';

let shop: Shop;
let owner: StaffBrowser;
/** An address of its own for each test: mails are counted by address. */
let grace: string;
const GRACE = () => grace.replace('grace', 'Grace');
beforeEach(async () => {
  grace = `grace-${crypto.randomUUID()}@staff.test`;
  shop = await openShop();
  owner = await staffOf(shop, 'owner');
});

const MEMBERS = () => `/dashboard/${shop.scope.merchantId}/members`;
const invite = (address: string, role: string, by = owner) =>
  by.post(`${MEMBERS()}/invite`, { address, role });

const open = (address: string) =>
  shop.ctx.db
    .select()
    .from(invitations)
    .where(and(eq(invitations.address, address), isNull(invitations.endedAt)));

const rolesOf = async (personId: string) =>
  (await shop.ctx.db.select().from(memberships).where(eq(memberships.personId, personId))).map(
    ({ role }) => role,
  );

/** The link of the open invitation of an address. */
async function invitationLink(address: string): Promise<string> {
  const [invitation] = await open(address);
  return new URL(await shop.ctx.links.url('invitation', { id: invitation?.id ?? '', version: 1 })).pathname;
}

/** Signs an address in, by the mail that it was sent. */
async function enter(address: string) {
  const browser = openBrowser(shop);
  await browser.post('/dashboard/sign-in', { address });
  expect((await browser.post(await staffLinkFor(shop, address))).status).toBe(303);
  const page = await (await browser.get('/dashboard')).text();
  return { browser, page, csrf: csrfIn(page) };
}

describe('an invitation', () => {
  it('is mailed to the address alone, and makes its person a member once the address is proven', async () => {
    expect((await invite(GRACE(), 'finance')).status).toBe(303);
    await shop.work();
    expect(shop.posted.map(({ to, subject }) => [to, subject])).toEqual([[GRACE(), 'staff_invitation']]);
    const link = await invitationLink(grace);
    const browser = openBrowser(shop);
    const shown = await browser.get(link);
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain('Northwind');
    expect((await browser.post(link)).headers.get('location')).toBe('/dashboard/sign-in/sent');
    await browser.post(await staffLinkFor(shop, grace));
    const page = await (await browser.get('/dashboard')).text();
    expect(page).toContain('Finance');
    const [invitation] = await open(grace);
    const answer = { csrf: csrfIn(page), invitation: invitation?.id ?? '', answer: 'accept' };
    const joined = await browser.post('/dashboard/join', answer);
    expect(joined.headers.get('location')).toBe(`/dashboard/${shop.scope.merchantId}`);
    expect((await browser.get(MEMBERS())).status).toBe(200);
    expect((await browser.get(link)).status).toBe(410);
    // A second press of the same button changes nothing.
    expect((await browser.post('/dashboard/join', answer)).status).toBe(303);
  });

  it('signs in nobody who presses its button: a scanner is left with nothing', async () => {
    await invite(grace, 'owner');
    const link = await invitationLink(grace);
    const scanner = openBrowser(shop);
    await shop.request(link, { method: 'HEAD' });
    await scanner.get(link);
    await scanner.post(link);
    expect((await scanner.get(MEMBERS())).status).toBe(303);
    expect(await open(grace)).toHaveLength(1);
    // What was mailed meanwhile works in no other browser than the one that asked, and hinders nobody.
    shop.advance(60_000);
    expect((await enter(grace)).page).toContain('Northwind');
  });

  it('cannot be accepted by somebody else, however they came by its id', async () => {
    await invite(grace, 'owner');
    const [invitation] = await open(grace);
    const { personId } = await hire(shop, []);
    const eve = await browserFor(shop, personId);
    const answer = await eve.post('/dashboard/join', { invitation: invitation?.id ?? '', answer: 'accept' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('another address');
    expect(await rolesOf(personId)).toEqual([]);
    expect(await open(grace)).toHaveLength(1);
  });

  it('of the same address replaces the one before, higher or lower', async () => {
    await invite(grace, 'read_only');
    const [first] = await open(grace);
    const old = await invitationLink(grace);
    await invite(GRACE(), 'owner');
    const left = await open(grace);
    expect(left.map(({ role }) => role)).toEqual(['owner']);
    expect((await openBrowser(shop).get(old)).status).toBe(410);
    const { browser, csrf } = await enter(grace);
    const stale = { csrf, invitation: first?.id ?? '', answer: 'accept' };
    expect((await browser.post('/dashboard/join', stale)).status).toBe(422);
    await browser.post('/dashboard/join', { csrf, invitation: left[0]?.id ?? '', answer: 'accept' });
    expect(await (await browser.get(MEMBERS())).text()).toContain('Invite someone');
  });

  it.each(['owner,finance', 'Owner', 'admin', '', 'owner '])('takes one role, and not %j', async (role) => {
    expect(parseRole(role)).toBeNull();
    const answer = await invite(grace, role);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Choose one role.');
    expect(await open(grace)).toEqual([]);
  });

  it('is told in words where it is no address, a member’s, or sent too often', async () => {
    expect(await (await invite('grace', 'finance')).text()).toContain('Please enter an email address');
    const { address } = await hire(shop, [[shop, 'finance']]);
    expect(await (await invite(address, 'owner')).text()).toContain('is a member already');
    for (let times = 0; times < 5; times += 1) await invite(grace, 'finance');
    const sixth = await invite(grace, 'finance');
    expect([sixth.status, await sixth.text()]).toEqual([422, expect.stringContaining('five times today')]);
  });

  it('ends after seven days, when it is withdrawn, and when it is declined', async () => {
    await invite(grace, 'finance');
    const [withdrawn] = await open(grace);
    await owner.post(`${MEMBERS()}/withdraw`, { invitation: withdrawn?.id ?? '' });
    expect(await open(grace)).toEqual([]);
    await invite(grace, 'finance');
    const { browser, csrf } = await enter(grace);
    const [declined] = await open(grace);
    await browser.post('/dashboard/join', { csrf, invitation: declined?.id ?? '', answer: 'decline' });
    expect(await open(grace)).toEqual([]);
    await invite(grace, 'finance');
    const link = await invitationLink(grace);
    shop.advance(7 * 24 * 3_600_000 + 1);
    expect((await openBrowser(shop).get(link)).status).toBe(410);
    expect((await openBrowser(shop).post(link)).status).toBe(410);
  });

  it('whose worker is killed, between whichever two batches, is a membership with its invitation’s end, or neither', async () => {
    const { db } = shop.ctx;
    const batch = db.batch.bind(db);
    let cuts = 0;
    for (let cut = 1; ; cut += 1) {
      const address = `${cut}-${grace}`;
      await invite(address, 'finance');
      const { browser, csrf } = await enter(address);
      const [invitation] = await open(address);
      const form = { csrf, invitation: invitation?.id ?? '', answer: 'accept' };
      let sent = 0;
      Object.assign(db, {
        batch: (statements: Parameters<typeof batch>[0]) => {
          sent += 1;
          if (sent >= cut) throw new Error('killed');
          return batch(statements);
        },
      });
      const answer = await browser.post('/dashboard/join', form);
      Object.assign(db, { batch });
      const isOver = (await open(address)).length === 0;
      expect((await browser.get(MEMBERS())).status).toBe(isOver ? 200 : 404);
      await browser.post('/dashboard/join', form);
      expect((await browser.get(MEMBERS())).status).toBe(200);
      if (answer.status === 303) break;
      cuts += 1;
    }
    expect(cuts).toBeGreaterThan(1);
  });

  it('of an owner who is removed or demoted is no way back in, and one of who leaves still holds', async () => {
    const invited = async (end: (eve: StaffBrowser, personId: string) => Promise<Response>) => {
      const { personId } = await hire(shop, [[shop, 'owner']]);
      const eve = await browserFor(shop, personId);
      const address = `eve-${crypto.randomUUID()}@staff.test`;
      await invite(address, 'owner', eve);
      const { browser, csrf } = await enter(address);
      const [invitation] = await open(address);
      expect((await end(eve, personId)).status).toBe(303);
      const answer = { csrf, invitation: invitation?.id ?? '', answer: 'accept' };
      return (await browser.post('/dashboard/join', answer)).status;
    };
    expect(await invited((_, id) => owner.post(`${MEMBERS()}/${id}/remove`))).toBe(422);
    expect(await invited((_, id) => owner.post(`${MEMBERS()}/${id}/role`, { role: 'finance' }))).toBe(422);
    expect(await invited((eve) => eve.post(`${MEMBERS()}/leave`))).toBe(303);
  });

  it('of the command line is mailed once by the Worker', async () => {
    const id = newId(shop.ctx, 'ivt');
    const now = shop.ctx.now();
    await shop.ctx.db.insert(invitations).values({
      id,
      merchantId: shop.scope.merchantId,
      address: 'first@staff.test',
      written: 'First@staff.test',
      role: 'owner',
      createdAt: now,
      expiresAt: now + 1000,
    });
    for (let times = 0; times < 2; times += 1) must(await mailInvitation(shop.ctx, { invitationId: id }));
    await shop.work();
    expect(shop.posted.map(({ to }) => to)).toEqual(['First@staff.test']);
  });
});

describe('the last owner', () => {
  it('can neither leave nor be demoted nor be removed, and the schema refuses it too', async () => {
    const alone = await openShop();
    const { personId } = await hire(alone, [[alone, 'owner']]);
    const browser = await browserFor(alone, personId);
    const members = `/dashboard/${alone.scope.merchantId}/members`;
    for (const [path, fields] of [
      ['leave', {}],
      [`${personId}/remove`, {}],
      [`${personId}/role`, { role: 'finance' }],
    ] as const) {
      const answer = await browser.post(`${members}/${path}`, fields);
      expect([path, answer.status]).toEqual([path, 422]);
      expect(await answer.text()).toContain('without an owner');
    }
    const demote = alone.ctx.db
      .update(memberships)
      .set({ role: 'finance' })
      .where(eq(memberships.personId, personId));
    await expect(demote.run()).rejects.toThrow();
    await expect(
      alone.ctx.db.delete(memberships).where(eq(memberships.personId, personId)).run(),
    ).rejects.toThrow();
  });

  it('is one of two: where both leave at once, one stays', async () => {
    const pair = await openShop();
    const people = [await hire(pair, [[pair, 'owner']]), await hire(pair, [[pair, 'owner']])];
    const browsers = await Promise.all(people.map(({ personId }) => browserFor(pair, personId)));
    const answers = await Promise.all(
      browsers.map((browser) => browser.post(`/dashboard/${pair.scope.merchantId}/members/leave`)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    const left = await pair.ctx.db
      .select()
      .from(memberships)
      .where(eq(memberships.merchantId, pair.scope.merchantId));
    expect(left.map(({ role }) => role)).toEqual(['owner']);
  });
});

describe('a person’s sessions', () => {
  it('are listed with browser and network, and ended one or all but this', async () => {
    const { personId } = await hire(shop, [[shop, 'finance']]);
    const [here, there, third] = [
      await browserFor(shop, personId),
      await browserFor(shop, personId),
      await browserFor(shop, personId),
    ];
    const from = {
      'CF-Connecting-IP': '2001:db8:1:2::3',
      'CF-IPCountry': 'NZ',
      'User-Agent': 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0',
    };
    shop.advance(16 * 60_000);
    await there.get('/dashboard/account', from);
    const page = await (await here.get('/dashboard/account')).text();
    expect(page).toContain('Firefox on Windows');
    expect(page).toContain('2001:db8:1:2, New Zealand');
    expect((await here.post('/dashboard/account/sessions/end', { session: there.sessionId })).status).toBe(
      303,
    );
    expect((await there.get('/dashboard/account')).status).toBe(303);
    expect((await third.get('/dashboard/account')).status).toBe(200);
    await here.post('/dashboard/account/sessions/end-others');
    expect((await third.get('/dashboard/account')).status).toBe(303);
    expect((await here.get('/dashboard/account')).status).toBe(200);
    const lines = await shop.ctx.db.select().from(auditLog).where(eq(auditLog.personId, personId));
    expect(lines.map(({ action }) => action)).toEqual(['session_ended', 'session_ended']);
  });

  it('are nobody else’s to end', async () => {
    const { personId } = await hire(shop, [[shop, 'finance']]);
    const theirs = await browserFor(shop, personId);
    const answer = await owner.post('/dashboard/account/sessions/end', { session: theirs.sessionId });
    expect(answer.status).toBe(404);
    const [row] = await shop.ctx.db
      .select()
      .from(staffSessions)
      .where(eq(staffSessions.id, theirs.sessionId));
    expect(row?.endedAt).toBeNull();
  });
});

describe('what is changed', () => {
  it('stands in the audit log with who, from where, and what it was', async () => {
    const { personId, address } = await hire(shop, [[shop, 'owner']]);
    const browser = await browserFor(shop, personId);
    const other = await hire(shop, [[shop, 'finance']]);
    const from = { 'CF-Connecting-IP': '203.0.113.7' };
    await browser.post(`${MEMBERS()}/${other.personId}/role`, { role: 'technician' }, from);
    await browser.post(`${MEMBERS()}/${other.personId}/remove`, {}, from);
    const lines = await shop.ctx.db.select().from(auditLog).where(eq(auditLog.personId, personId));
    const who = { actorName: address, ip: '203.0.113.7', subjectId: other.personId };
    expect(lines).toMatchObject([
      { ...who, action: 'member_role_changed', before: { role: 'finance' }, after: { role: 'technician' } },
      { ...who, action: 'member_removed', before: { role: 'technician' }, after: null },
    ]);
  });
});
