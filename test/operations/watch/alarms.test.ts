import { env } from 'cloudflare:test';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { mailAlarm } from '../../../src/adapters/email/alarm-mail.ts';
import type { OutgoingEmail, SendResult } from '../../../src/adapters/email/transport.ts';
import { createReturnPaths } from '../../../src/adapters/links/return-path.ts';
import { alarmCauses, inbox, outbox, watchNotes } from '../../../src/db/schema/index.ts';
import { createDeps } from '../../../src/deps.ts';
import { CAUSES } from '../../../src/domain/watch/causes.ts';
import type { AlarmNotice } from '../../../src/domain/watch/notice.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { recordReport } from '../../../src/operations/emails/record-report.ts';
import { readHealth } from '../../../src/operations/watch/health.ts';
import { tellOperator } from '../../../src/operations/watch/tell-operator.ts';
import { readVitals } from '../../../src/operations/watch/vitals.ts';
import { watchTick } from '../../../src/operations/watch/watch-tick.ts';
import { writeAlarmLetter } from '../../../src/views/alarm-letter.ts';
import { ILL, WELL } from '../../domain/watch/vitals-of.ts';
import { seedMerchant, type TestContext, testContext } from '../../support/worker/context.ts';

const MINUTE = 60_000;
const LIMIT = 10_000_000_000;

let ctx: TestContext;
let mails: OutgoingEmail[];
let posts: AlarmNotice[];
/** What the mail server says. */
let answer: SendResult;
beforeEach(async () => {
  ctx = testContext();
  mails = [];
  posts = [];
  answer = { kind: 'accepted' };
  for (const table of [alarmCauses, watchNotes]) await ctx.db.delete(table);
  await ctx.db.update(outbox).set({ state: 'done' });
  await ctx.db.update(inbox).set({ state: 'skipped' });
});

const ways = () => {
  const returnPaths = createReturnPaths([{ id: 1, secret: new Uint8Array(32).fill(7) }]);
  const post = { returnPaths, to: 'duty@operator.test', from: 'billing@billing.test' };
  const transport = async () => ({
    send: async (email: OutgoingEmail) => {
      mails.push(email);
      return answer;
    },
  });
  const send = (notice: AlarmNotice) =>
    mailAlarm({ ...post, transport, messageDomain: 'billing.test', write: writeAlarmLetter }, notice);
  const webhook = async (notice: AlarmNotice) => {
    posts.push(notice);
    return { kind: 'accepted' } as const;
  };
  return [
    { way: 'mail', send },
    { way: 'webhook', send: webhook },
  ] as const;
};
const duty = () => ({ ways: ways(), databaseLimitBytes: LIMIT });
const tick = () => watchTick(ctx, { duty: duty(), concluded: ['sweepWork'] });

async function dead(): Promise<string> {
  const { merchantId } = await seedMerchant(ctx);
  const id = newId(ctx, 'out');
  const at = ctx.now();
  const row = { id, merchantId, kind: 'email', payload: {}, attempts: 1, leaseUntil: 0 };
  await ctx.db.insert(outbox).values({ ...row, state: 'dead', dueAt: at, createdAt: at });
  return id;
}

describe('an alarm', () => {
  it.each(CAUSES)('of %s is mailed once, and once more when it is over', async (cause) => {
    const look = await readVitals(ctx, LIMIT);
    const tell = async (vitals: typeof WELL) => {
      const { alarms, ways: notes } = await readVitals(ctx, LIMIT);
      await tellOperator(ctx, ways(), { ...look, alarms, ways: notes, vitals });
    };
    const ill = { ...WELL, ...ILL[cause] };
    for (let minute = 0; minute < 5; minute += 1) {
      await tell(ill);
      ctx.clock.ms += MINUTE;
    }
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({
      to: 'duty@operator.test',
      messageId: expect.stringContaining('@billing.test>'),
    });
    expect(mails[0]?.subject).toContain(`Alarm: `);
    expect(mails[0]?.text).toContain(`(${cause}, since `);
    for (let minute = 0; minute < 15; minute += 1) {
      await tell(WELL);
      ctx.clock.ms += MINUTE;
    }
    expect(mails).toHaveLength(2);
    expect(mails[1]?.subject).toContain(`Over: `);
    expect(mails[1]?.text).toContain(`(${cause}, since `);
    expect(posts).toHaveLength(2);
  });

  it('is one mail a tick, whatever there is to tell, and repeated daily while it lasts', async () => {
    await dead();
    await ctx.db.insert(inbox).values({
      ...{
        account: 'self',
        livemode: false,
        eventId: `evt_${newId(ctx, 'req')}`,
        type: 'x',
        apiVersion: null,
      },
      ...{ payload: '{}', state: 'quarantined', attempts: 1, dueAt: 0, receivedAt: ctx.now() },
    });
    for (let hour = 0; hour < 25; hour += 1) {
      await tick();
      ctx.clock.ms += 60 * MINUTE;
    }
    expect(mails).toHaveLength(2);
    expect(mails[0]?.text).toContain('dead_effects');
    expect(mails[0]?.text).toContain('quarantined_events');
    expect(mails[1]?.subject).toMatch(/Still|Alarm/);
  });

  it('reaches somebody by the webhook where the mail server is the cause, and is mailed once that works', async () => {
    answer = { kind: 'refused', permanent: false, reason: '421 try again' };
    await dead();
    await tick();
    expect(posts.map(({ begun }) => begun.map(({ cause }) => cause))).toEqual([['dead_effects']]);
    ctx.clock.ms += MINUTE;
    await tick();
    expect(posts[1]?.begun.map(({ cause }) => cause)).toEqual(['alarm_mail_fails']);
    expect(await readHealth(ctx)).toMatchObject({ alarmMail: '421 try again' });
    expect(mails.map(({ messageId }) => messageId).length).toBe(2);
    answer = { kind: 'accepted' };
    ctx.clock.ms += 10 * MINUTE;
    await tick();
    expect(mails).toHaveLength(3);
    expect(await readHealth(ctx)).toMatchObject({ alarmMail: null });
  });

  it('address that bounces is shown, and told by the other way', async () => {
    await dead();
    await tick();
    const id = (mails[0]?.messageId ?? '').replace(/^<|@.*$/g, '');
    const outcome = { recipient: null, reported: 'bounced', statusCode: '5.1.1', words: null } as const;
    await recordReport(ctx, { emailId: id, outcomes: [outcome] });
    expect(await readHealth(ctx)).toMatchObject({ alarmMail: 'the mail came back (5.1.1)' });
    ctx.clock.ms += MINUTE;
    await tick();
    expect(posts[1]?.begun.map(({ cause }) => cause)).toEqual(['alarm_mail_fails']);
    const forged = newId(ctx, 'eml');
    await recordReport(ctx, { emailId: forged, outcomes: [{ ...outcome, statusCode: '5.2.2' }] });
    expect(await readHealth(ctx)).toMatchObject({ alarmMail: 'the mail came back (5.1.1)' });
  });

  it('is told by one of two ticks that overlap', async () => {
    await dead();
    await Promise.all([tick(), tick()]);
    expect(mails).toHaveLength(1);
  });
});

describe('the end of a tick', () => {
  it('notes which parts concluded, and a part that has not for a quarter of an hour is an alarm that names it', async () => {
    await watchTick(ctx, { duty: duty(), concluded: ['sweepWork', 'sweepRefunds'] });
    for (let minute = 0; minute < 16; minute += 1) {
      ctx.clock.ms += MINUTE;
      await tick();
    }
    const health = await readHealth(ctx);
    expect(health.sweeps.find(({ name }) => name === 'sweepWork')).toMatchObject({ lagMs: 0 });
    expect(health.causes).toMatchObject([{ cause: 'sweeps_stopped', notReady: true }]);
    expect(mails[0]?.text).toContain('sweepRefunds');
  });

  it('samples the database’s size once a day, by which the day is reckoned on which it is full', async () => {
    await tick();
    const [note] = await ctx.db.select().from(watchNotes).where(eq(watchNotes.name, 'size'));
    expect(Object.keys(note?.value ?? {})).toEqual([new Date(ctx.now()).toISOString().slice(0, 10)]);
    await ctx.db
      .update(watchNotes)
      .set({ value: sql`json_patch(value, ${JSON.stringify({ '2026-11-12': 1 })})` })
      .where(eq(watchNotes.name, 'size'));
    const { database } = await readHealth(ctx, 100_000_000);
    expect(database.bytes).toBeGreaterThan(1);
    expect(database.fullOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});

it('an alarm reaches the address and the webhook that are configured, and none where none is', async () => {
  const configured = await createDeps({
    ...env,
    ALARM_EMAIL: 'duty@operator.test',
    ALARM_WEBHOOK: 'https://alarms.operator.test/in',
    ALARM_WEBHOOK_SECRET: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
  });
  expect(configured.duty.ways.map(({ way }) => way)).toEqual(['mail', 'webhook']);
  expect((await createDeps(env)).duty.ways).toEqual([]);
});
