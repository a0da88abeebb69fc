import type { Requirement } from '../../../src/domain/account/status.ts';
import { TROUBLES } from '../../../src/domain/account/trouble.ts';
import type { StaffMessage } from '../../../src/domain/message.ts';
import type { TellingChange } from '../../../src/domain/staff/telling.ts';
import { renderStaffEmail } from '../../../src/views/email/render.ts';
import { merchant } from '../fixtures.ts';

const AT = Date.UTC(2027, 0, 9, 23, 5);
const DAY = 86_400_000;
const ID = 'acct_1LFi224JxaT26LnI';

const WANTS: readonly Requirement[] = [
  { name: 'external_account', when: 'past_due', deadline: null, problem: null },
  { name: 'representative.first_name', when: 'due', deadline: AT + 6 * DAY, problem: null },
  { name: 'something_new.of_stripe', when: 'due', deadline: null, problem: null },
];
const CHANGES: readonly TellingChange[] = [
  { kind: 'passkey_added', name: 'Work laptop' },
  { kind: 'passkey_removed', name: 'Work laptop' },
  { kind: 'bank_accounts' },
  { kind: 'stripe_connected', account: ID },
  { kind: 'stripe_disconnected', account: ID },
  { kind: 'owner_invited', address: 'new@northwind.example' },
  { kind: 'owner_made', address: 'tom@northwind.example' },
  { kind: 'webhook_added', host: 'hooks.northwind.example' },
  { kind: 'webhook_moved', host: 'hooks.northwind.example' },
  { kind: 'api_key_made', name: 'Backoffice' },
  { kind: 'api_key_rotated', name: 'Backoffice' },
  { kind: 'api_key_revoked', name: 'Backoffice' },
];
const about = { account: ID, name: 'Northwind Studio', wants: WANTS };

/** Every mail to a business's people, by name. */
export const STAFF_MESSAGES: Readonly<Record<string, StaffMessage>> = {
  sign_in: { template: 'staff_sign_in', signInId: 'sgn_1', expiresAt: AT },
  invitation: {
    template: 'staff_invitation',
    invitationId: 'ivt_1',
    role: 'finance',
    invitedBy: 'ada@northwind.example',
    expiresAt: AT,
  },
  ...Object.fromEntries(
    TROUBLES.map((trouble) => [
      trouble,
      {
        template: 'staff_account_trouble',
        ...about,
        trouble,
        lost: ['ach'],
        decision: null,
      } satisfies StaffMessage,
    ]),
  ),
  nothing_named: {
    template: 'staff_account_trouble',
    ...about,
    name: null,
    wants: [],
    trouble: 'held',
    lost: [],
    decision: null,
  },
  rejected: {
    template: 'staff_account_trouble',
    ...about,
    wants: [],
    trouble: 'held',
    lost: [],
    decision: 'rejected',
  },
  over: { template: 'staff_account_over', ...about, wants: [] },
  over_with_rest: { template: 'staff_account_over', ...about },
  ...Object.fromEntries(
    (['failing', 'switched_off', 'gone'] as const).map((kind) => [
      `webhook_${kind}`,
      {
        template: 'staff_webhook',
        kind,
        host: 'hooks.northwind.example',
        since: AT,
        offAt: AT + 3 * DAY,
      } satisfies StaffMessage,
    ]),
  ),
  ...Object.fromEntries(
    CHANGES.map((change) => [
      change.kind,
      { template: 'staff_changed', change, by: 'ada@northwind.example', at: AT } satisfies StaffMessage,
    ]),
  ),
};

export const staffMails = () =>
  Promise.all(
    Object.entries(STAFF_MESSAGES).map(async ([name, message]) => {
      const view = {
        timeZone: 'America/New_York',
        merchant: merchant({}),
        link: 'https://pay.example/dashboard/x',
      };
      return { name, ...(await renderStaffEmail(message, view)) };
    }),
  );
