// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the code's own text.
import type { Mutation } from './mutation.ts';

const DELIVER = 'src/operations/emails/deliver.ts';
const LEASE_EMAIL = 'src/db/writes/emails.ts';
const LEASE_JOB = 'src/db/writes/outbox.ts';
const EFFECT = 'src/operations/outbox/run-job.ts';
const WORK_EVENT = 'src/operations/inbox/work-event.ts';

/** Guards of mail, events and the outbox. */
export const MESSAGES: readonly Mutation[] = [
  {
    name: 'one sender at a time',
    guard: 'A message is leased: two workers do not send it at once.',
    within: 20,
    patches: [
      { file: LEASE_EMAIL, find: 'lt(emails.leaseUntil, now)', replace: 'lt(emails.createdAt, now + 1e12)' },
      { file: LEASE_JOB, find: ' isFreeAt(outbox, now),', replace: '' },
    ],
  },
  {
    name: 'a sent message is not sent again',
    guard: 'Only a queued message, or one whose sender died, is sent.',
    within: 20,
    patches: [
      {
        file: LEASE_EMAIL,
        find: "inArray(emails.state, ['queued', 'sending'])",
        replace: "inArray(emails.state, ['queued', 'sending', 'sent'])",
      },
    ],
  },
  {
    name: 'a death while sending is counted',
    guard: 'A message whose sender died may have been delivered, which is counted.',
    within: 20,
    patches: [
      {
        file: LEASE_EMAIL,
        find: "sql`${emails.unknownSends} + (${emails.state} = 'sending')`",
        replace: 'sql`${emails.unknownSends}`',
      },
    ],
  },
  {
    name: 'an unknown answer is counted',
    guard: 'A message whose transport did not answer may have been delivered, which is counted.',
    within: 20,
    patches: [
      {
        file: DELIVER,
        find: 'return giveBack(sent.reason, { unknownSends: leased.unknownSends + 1 });',
        replace: 'return giveBack(sent.reason);',
      },
    ],
  },
  {
    name: 'one message for one cause',
    guard: 'Cause, template and recipient are unique.',
    within: 30,
    patches: [
      {
        file: 'src/operations/invoices/notify-voided.ts',
        find: 'commandId: `tell_voided/${invoiceId}`',
        replace: 'commandId: `tell_voided/${ctx.now()}`',
      },
      {
        file: 'migrations/0001_foundation.sql',
        find: '  sent_at INTEGER,\n  UNIQUE (cause, template, recipient)\n',
        replace: '  sent_at INTEGER\n',
      },
    ],
  },
  {
    name: 'an event is retried',
    guard: 'An event whose handler failed is not marked as handled.',
    within: 20,
    patches: [
      {
        file: WORK_EVENT,
        find: "  if (verdict.state !== 'later') {",
        replace: "  if (verdict.state !== 'later' || verdict.reason === 'stripe_unavailable') {",
      },
      {
        file: WORK_EVENT,
        find: '{ state: verdict.state, reason, handledAt: now, failedSince: null }',
        replace: "{ state: verdict.state === 'later' ? 'handled' : verdict.state, reason, handledAt: now }",
      },
    ],
  },
  {
    name: 'what was missed is enqueued',
    guard: 'A job whose queue message was lost is enqueued by cron.',
    within: 10,
    patches: [
      {
        file: 'src/operations/watch/sweep-work.ts',
        find: 'export async function sweepWork(ctx: Context): Promise<void> {',
        replace:
          'export async function sweepWork(ctx: Context): Promise<void> {\n  if (ctx !== null) return;',
      },
    ],
  },
  {
    name: 'a job is done again',
    guard: 'A job whose worker died is taken over by another.',
    within: 10,
    patches: [
      {
        file: LEASE_JOB,
        find: '.set({ leaseUntil: until, cutOff',
        replace: ".set({ leaseUntil: until, state: 'done', cutOff",
      },
    ],
  },
  {
    name: 'a failed job is retried',
    guard: 'A job is retried later if Stripe or mail did not answer.',
    within: 20,
    patches: [
      {
        file: EFFECT,
        find: '  const dead = before + 1 >= (task === null ? MOST_ATTEMPTS_UNREAD : MOST_ATTEMPTS);',
        replace: '  const dead = before + 1 >= 1;',
      },
    ],
  },
  {
    name: 'one Stripe customer',
    guard: 'A Stripe customer whose creation got no answer is found by its metadata.',
    within: 20,
    patches: [
      {
        file: 'src/operations/customers/create-at-stripe.ts',
        find: 'if (row.sends > 0 ||',
        replace: 'if (row.sends > 1e9 ||',
      },
      {
        file: 'src/operations/customers/create-at-stripe.ts',
        find: 'const key = `customer/${row.connectionId}/${row.customerId}/${row.attempt}`;',
        replace: 'const key = `customer/${row.connectionId}/${row.customerId}/${row.attempt}/${row.sends}`;',
      },
    ],
  },
  {
    name: 'another account is nobody',
    guard: 'An event of an account acts on that connection alone (I11).',
    within: 20,
    patches: [
      {
        file: 'src/db/writes/inbox.ts',
        find: '.where(and(eq(connections.account, key.account), eq(connections.livemode, key.livemode)))',
        replace: '.where(eq(connections.livemode, key.livemode))',
      },
    ],
  },
];
