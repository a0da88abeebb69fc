import { and, asc, eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails, journal, merchants, schedules } from '../../../src/db/schema/index.ts';
import type { ScheduleRights } from '../../../src/domain/schedule/rights.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { createSchedule } from '../../../src/operations/schedules/create-schedule.ts';
import { pauseSchedule } from '../../../src/operations/schedules/pause-schedule.ts';
import { resumeSchedule } from '../../../src/operations/schedules/resume-schedule.ts';
import { type SignedInBrowser, signIn } from '../../support/worker/portal.ts';
import { day, fee, TERMS } from '../../support/worker/schedules.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let browser: SignedInBrowser;
let customerId: string;
let scheduleId: string;

beforeEach(async () => {
  shop = await openShop();
  ({ customerId } = await shop.invoice(42_000));
  const { ctx, scope } = shop;
  scheduleId = newId(ctx, 'sch');
  const startsOn = new Date(ctx.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  must(
    await createSchedule(ctx, {
      scope,
      scheduleId,
      commandId: scheduleId,
      input: {
        customerId,
        name: 'Hosting <b>and</b> support',
        currency: null,
        every: 1,
        unit: 'months',
        startsOn: day(startsOn),
        trialDays: 0,
        day: null,
        endsOn: null,
        runs: null,
        timing: 'advance',
        timeZone: null,
        hour: null,
        catchUpLimit: 3,
        mails: true,
        terms: { ...TERMS, lines: [fee(4_900)] },
      },
    }),
  );
  browser = await signIn(shop, customerId);
});

const allow = (scheduleRights: ScheduleRights) =>
  shop.ctx.db.update(merchants).set({ scheduleRights }).where(eq(merchants.id, shop.scope.merchantId));
const page = async () => (await browser.get('/portal/schedules')).text();
const at = (act: string) => `/portal/schedules/${scheduleId}/${act}`;
const row = async () => {
  const [found] = await shop.ctx.db.select().from(schedules).where(eq(schedules.id, scheduleId));
  if (found === undefined) throw new Error('no schedule');
  return found;
};
const entries = async () =>
  (
    await shop.ctx.db
      .select({ type: journal.type, data: journal.data })
      .from(journal)
      .where(and(eq(journal.streamType, 'schedule'), eq(journal.streamId, scheduleId)))
      .orderBy(asc(journal.seq))
  ).slice(1);
const mails = async () =>
  (
    await shop.ctx.db
      .select({ template: emails.template, recipient: emails.recipient })
      .from(emails)
      .where(
        and(
          eq(emails.merchantId, shop.scope.merchantId),
          sql`${emails.template} LIKE 'schedule%' AND ${emails.template} <> 'schedule_created'`,
        ),
      )
      .orderBy(asc(emails.template))
  ).map(
    ({ template, recipient }) =>
      `${template} ${recipient === `${customerId}@payer.test` ? 'customer' : 'business'}`,
  );

describe('a customer’s recurring invoices', () => {
  it('are shown with days and amounts, and nobody may change them until the business lets them', async () => {
    const text = await page();
    expect(text).toContain('Hosting &lt;b&gt;and&lt;/b&gt; support');
    expect(text.match(/\$49\.00/g)).toHaveLength(3);
    expect(text).toContain('Every month');
    expect(text).not.toContain('/pause"');
    expect(text).not.toContain('/end"');
    const before = await row();
    for (const act of ['pause', 'resume', 'end']) expect((await browser.post(at(act))).status).toBe(404);
    expect((await browser.get(at('end'))).status).toBe(404);
    await allow('pause');
    expect((await browser.post(at('end'))).status).toBe(404);
    expect(await row()).toEqual(before);
    expect(await entries()).toEqual([]);
  });

  it('are paused and resumed by them, once each, in their name, and both sides are told', async () => {
    await allow('pause');
    for (const _ of [1, 2]) {
      const answer = await browser.post(at('pause'));
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/portal/schedules']);
    }
    expect(await row()).toMatchObject({ status: 'paused' });
    expect(await page()).toMatch(/changed in the meantime[\s\S]*Paused since/);
    await browser.post(at('resume'));
    expect(await page()).toContain('The invoices are resumed.');
    expect(await row()).toMatchObject({ status: 'active' });
    expect(await entries()).toEqual([
      { type: 'schedule_paused', data: { by: 'customer' } },
      { type: 'schedule_resumed', data: { missed: 'skip', by: 'customer' } },
    ]);
    expect(await mails()).toEqual([
      'schedule_by_customer_business business',
      'schedule_by_customer_business business',
      'schedule_paused customer',
      'schedule_resumed customer',
    ]);
  });

  it('that the business paused are the business’s to resume', async () => {
    await allow('pause_and_end');
    const { ctx, scope } = shop;
    const ask = { scope, scheduleId };
    must(await pauseSchedule(ctx, { ...ask, commandId: newId(ctx, 'req') }));
    const text = await page();
    expect(text).toContain('Paused since');
    expect(text).not.toContain('/resume"');
    expect((await browser.post(at('resume'))).status).toBe(404);
    expect(await row()).toMatchObject({ status: 'paused', pausedBy: 'staff' });
    must(await resumeSchedule(ctx, { ...ask, commandId: newId(ctx, 'req'), missed: 'skip' }));
    expect((await browser.post(at('pause'))).status).toBe(303);
    expect(await page()).toContain('/resume"');
    expect(await row()).toMatchObject({ status: 'paused', pausedBy: 'customer' });
  });

  it('are ended only after they were asked, for good, and both sides are told', async () => {
    await allow('pause_and_end');
    const asked = await (await browser.get(at('end'))).text();
    expect(asked).toContain('They end now.');
    expect(await row()).toMatchObject({ status: 'active' });
    await browser.post(at('end'));
    expect(await row()).toMatchObject({ status: 'ended' });
    const again = await browser.get(at('end'));
    expect([again.status, again.headers.get('location')]).toEqual([303, '/portal/schedules']);
    expect(await entries()).toEqual([
      { type: 'schedule_ended', data: { when: 'period_end', through: 0, by: 'customer' } },
    ]);
    expect(await mails()).toEqual(['schedule_by_customer_business business', 'schedule_ended customer']);
  });

  it('are nobody else’s, with the same answer as for what does not exist', async () => {
    await allow('pause_and_end');
    const { customerId: other } = await shop.invoice(1_000);
    const stranger = await signIn(shop, other);
    const missing = await (await stranger.get('/portal/schedules/sch_01k0000000000000000000000a/end')).text();
    const theirs = await stranger.get(at('end'));
    expect(theirs.status).toBe(404);
    const bare = (text: string) => text.replaceAll(/nonce="[^"]*"|sch_\w+/g, '');
    expect(bare(await theirs.text())).toBe(bare(missing));
    for (const act of ['pause', 'resume', 'end']) expect((await stranger.post(at(act))).status).toBe(404);
    expect(await (await stranger.get('/portal/schedules')).text()).not.toContain('Hosting');
    expect(await (await stranger.get('/portal/invoices')).text()).not.toContain('/portal/schedules');
    expect(await (await browser.get('/portal/invoices')).text()).toContain('/portal/schedules');
    expect(await row()).toMatchObject({ status: 'active' });
    expect((await browser.post(at('pause'), { csrf: stranger.csrf })).status).toBe(403);
  });
});
