import { describe, expect, it } from 'vitest';
import { parseEntry } from '../../../src/domain/journal.ts';
import type { Json } from '../../../src/domain/json.ts';

type Data = { readonly [name: string]: Json };

/** Words that stand in journals since they were first written: one that is no longer read hides what happened. */
const WORDS: readonly (readonly [stream: string, type: string, words: string, (word: string) => Data])[] = [
  [
    'invoice',
    'finalized',
    'draft open paid void uncollectible',
    (status) => ({ status, currency: 'USD', amountDue: 1 }),
  ],
  ['invoice', 'payment_closed', 'refused never_created', (reason) => ({ paymentId: 'pay_1', reason })],
  [
    'invoice',
    'collection_decided',
    'rest notice remind',
    (step) => ({ step, stage: 'off', reason: null, told: null }),
  ],
  [
    'invoice',
    'collection_decided',
    'scheduled charging retrying needs_customer given_up off',
    (stage) => ({ step: 'rest', stage, reason: null, told: null }),
  ],
  [
    'invoice',
    'collection_decided',
    `settled not_sent policy_never opted_out over_cap no_cap no_recipient nobody_told no_method no_usable_method
    not_confirmed paused_by_customer awaiting_choice not_connected not_chargeable taken_back needs_customer
    retries_used_up never_again scheduled noticed payment_open verb_pending paused account_held frozen disputed
    retry_later network_limit method_pending notice_waiting`,
    (reason) => ({ step: 'rest', stage: 'off', reason, told: null }),
  ],
  ...(['invoice', 'customer'] as const).flatMap((stream) => {
    const message = { emailId: 'eml_1', template: 'receipt', statusCode: null };
    return [
      [
        stream,
        'message_undelivered',
        'refused bounced complained unknown superseded',
        (delivery: string) => ({ ...message, delivery, told: 'none' }),
      ],
      [
        stream,
        'message_undelivered',
        'none waiting reached nobody',
        (told: string) => ({ ...message, delivery: 'refused', told }),
      ],
    ] as const;
  }),
  ...(
    [
      ['via', 'link portal staff autopay'],
      ['flow', 'session intent'],
    ] as const
  ).map(
    ([field, words]) =>
      [
        'payment',
        'claimed',
        words,
        (word: string) => ({ via: 'link', flow: 'session', currency: 'USD', targets: [], [field]: word }),
      ] as const,
  ),
  ['payment', 'claimed', 'link portal staff', (entrance) => claimed({ by: 'press', entrance, method: null })],
  [
    'payment',
    'claimed',
    'customer invoice merchant_for_customer merchant',
    (setBy) => claimed({ ...AUTOPAY, setBy }),
  ],
  ['payment', 'claimed', 'on_send on_due_date', (policy) => claimed({ ...AUTOPAY, policy })],
  [
    'payment',
    'claimed',
    `detached pending unusable wrong_currency not_taken expired failed never_again presented_too_often network_limit
    declined not_confirmed refused`,
    (why) => claimed({ ...AUTOPAY, passedOver: [{ methodId: 'pm_1', why }] }),
  ],
  [
    'payment',
    'failed',
    'expired canceled refused failed never_created unreachable by_staff',
    (reason) => ({ reason, failureCode: null }),
  ],
  [
    'payment',
    'closed_by_hand',
    'claimed session_open confirming authenticating verifying processing unknown',
    (state) => ({ by: 'Ann', reason: 'Gone.', state, stripeSaid: '' }),
  ],
  [
    'payment',
    'refund_requested',
    'requested surplus',
    (purpose) => ({ refundId: 'ref_1', amount: 1, currency: 'USD', purpose }),
  ],
  [
    'payment',
    'refunds_recorded',
    'requested unknown pending requires_action succeeded failed canceled',
    (state) => ({ refunds: [{ id: 'ref_1', stripeRefundId: 're_1', amount: 1, state }] }),
  ],
  [
    'payment',
    'disputes_recorded',
    `warning_needs_response warning_under_review warning_closed needs_response under_review appeal_needs_response
    appeal_under_review prevented won lost`,
    (status) => ({ disputes: [{ id: 'dis_1', stripeDisputeId: 'dp_1', amount: 1, status }], taken: [] }),
  ],
  ['customer', 'customer_erased', 'deleted kept', (stripeCustomer) => ({ stripeCustomer })],
  ['customer', 'customer_updated', 'name email phone address', (field) => ({ changed: [field] })],
  ['customer', 'customer_updated', 'customer', (by) => ({ changed: [], by })],
  [
    'customer',
    'stripe_customer_lost',
    'deleted missing other_mode',
    (reason) => ({ connectionId: 'con_1', stripeCustomerId: 'cus_1', reason }),
  ],
  [
    'customer',
    'autopay_on',
    'on_send on_due_date',
    (when) => ({ agreementId: 'agr_1', when, cap: null, methodId: 'pm_1' }),
  ],
  [
    'customer',
    'methods_followed',
    'pending_verification usable unusable detached',
    (state) => ({ connectionId: 'con_1', added: [], changed: [{ id: 'pm_1', state, isDefault: true }] }),
  ],
  ['customer', 'method_confirmed', 'customer staff', (by) => ({ methodId: 'pm_1', by })],
  [
    'customer',
    'method_setup_begun',
    'card bank_instant bank_deposits',
    (kind) => ({ setupId: 'set_1', kind, agreementId: null }),
  ],
  [
    'customer',
    'invoices_chosen',
    'pay_now on_due_date not_automatically',
    (choice) => ({ choice, invoiceIds: ['inv_1'], methodId: null, sessionId: 'ses_1' }),
  ],
  [
    'merchant',
    'connection_added',
    'oauth created again',
    (how) => ({ connectionId: 'con_1', account: 'acct_1', how, by: 'Ann' }),
  ],
  ['schedule', 'schedule_paused', 'customer', (by) => ({ by })],
  ['schedule', 'schedule_resumed', 'customer', (by) => ({ missed: 'skip', by })],
  ['schedule', 'schedule_ended', 'customer', (by) => ({ when: 'period_end', through: 3, by })],
  ['merchant', 'invitation_ended', 'declined withdrawn', (how) => ({ invitationId: 'inv_1', how })],
  ['merchant', 'member_left', 'owner finance technician read_only', (role) => ({ personId: 'per_1', role })],
  [
    'merchant',
    'stripe_refused',
    'connection customer invoice',
    (subjectType) => ({ refusalId: 'rfs_1', subjectType, subjectId: 'x', code: 'x', param: null }),
  ],
];

const AUTOPAY = {
  by: 'autopay',
  policy: 'on_send',
  setBy: 'merchant',
  setAt: null,
  dueAt: 1,
  noticedFor: null,
  noticedAt: null,
  attempt: 1,
  method: 'pm_1',
  passedOver: [],
};

function claimed(because: Data): Data {
  return { via: 'link', flow: 'session', currency: 'USD', targets: [], because };
}

describe('a stored entry is read whatever word it was written with', () => {
  const each = WORDS.flatMap(([stream, type, words, dataOf]) =>
    words.split(/\s+/).map((word) => [stream, type, word, dataOf(word)] as const),
  );

  it.each(each)('of %s: %s with %s', (streamType, type, _, data) => {
    expect(parseEntry({ streamType, streamId: 'x_1', type, data })).toEqual({
      stream: { type: streamType, id: 'x_1' },
      type,
      data,
    });
  });

  it.each(WORDS.map(([stream, type, , dataOf]) => [stream, type, dataOf] as const))(
    'and kept as it is with a word of none of these: %s %s',
    (streamType, type, dataOf) => {
      const entry = parseEntry({ streamType, streamId: 'x_1', type, data: dataOf('of_next_year') });
      expect(entry.type).toBe('unknown');
    },
  );
});
