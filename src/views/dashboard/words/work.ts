import type { AuditAction } from '../../../domain/audit.ts';
import type { PauseReason } from '../../../domain/connection.ts';
import type { EffectKind } from '../../../domain/effects.ts';
import type { LaterReason, SkipReason } from '../../../domain/verdict.ts';
import type { StoppedKind } from '../../../domain/watch/stopped.ts';

/** Events, jobs and the audit log, in English. Dates and counts come in finished. */
export const WORK_WORDS = {
  nav: 'Events and work',
  about: 'Whether everything runs, what stopped, and who changed what.',
  title: 'Events and work',
  lead: 'What Stripe tells, what is done about it, and whether anything waits for you.',
  tabs: { health: 'Health', audit: 'Audit log' },
  tabsLabel: 'Parts of this page',

  health: 'How it runs',
  healthy: 'Everything runs. Nothing waits for you.',
  notConnected: 'No Stripe account is connected, so there are no events.',
  toStripe: 'Go to Stripe',
  toBooks: 'Go to the books',
  toWork: 'See what stopped',
  eventsReadUntil: (at: string) => `Stripe’s events are read up to ${at}.`,
  eventsNeverRead: 'Stripe’s events haven’t been read yet. It’s done every minute.',
  eventsLate: (at: string) =>
    `Stripe’s events were last read at ${at}. What happened since isn’t known here: payments are asked for one by one.`,
  eventsFailure: (code: string) =>
    `Stripe doesn’t let its events be read (${code}). Payments are still found out, but later.`,
  booksFailure: (code: string) =>
    `Stripe doesn’t let its balance be read (${code}), so the books can’t be checked.`,
  paused: {
    catching_up: 'No money is moved until Stripe’s events have been caught up with. This ends by itself.',
    restored: 'No money is moved until Stripe’s lists have been gone through. This ends by itself.',
    staff: 'Somebody has paused all charges.',
    disconnecting: 'The account is being disconnected: no new charges are made.',
  } satisfies Record<PauseReason, string>,
  held: (since: string) => `Stripe says since ${since} that this account can’t take payments.`,
  accountFailure: (code: string) => `Stripe doesn’t let the account be read (${code}).`,
  unknownObjects: (count: number) =>
    count === 1
      ? 'Stripe has a payment that names you and isn’t known here. Its invoice is frozen.'
      : `Stripe has ${count} payments that name you and aren’t known here. Their invoices are frozen.`,
  unexplained: (count: number) =>
    count === 1 ? 'One item in the books isn’t explained.' : `${count} items in the books aren’t explained.`,
  stopped: (count: number) =>
    count === 1 ? 'One piece of work stopped.' : `${count} pieces of work stopped.`,

  stoppedTitle: 'What stopped',
  nothingStopped: 'Nothing stopped.',
  again: 'Run again',
  againAll: (kind: string) => `Run all again: ${kind}`,
  againReason: (kind: string, reason: string) => `Run again: ${kind}, ${reason}`,
  againOne: (id: string) => `Run ${id} again`,
  againText: 'Everything here can be done twice: running it again does no harm.',
  show: 'Show',
  showFull: (kind: string, reason: string) => `Show: ${kind}, ${reason}`,
  columns: {
    kind: 'Kind',
    reason: 'Reason',
    count: 'Count',
    oldest: 'Oldest',
    what: 'What',
    about: 'About',
    since: 'Since',
    attempts: 'Attempts',
    act: 'What you can do',
  },
  kinds: {
    dead_effect: 'Job that was given up',
    stuck_effect: 'Job that keeps failing',
    quarantined_event: 'Event that waits for a person',
    stuck_event: 'Event that keeps failing',
    unknown_object: 'Payment that isn’t known here',
    dead_letter: 'Message that the queue gave up on',
  } satisfies Record<StoppedKind, string>,
  noReason: 'No reason was noted',
  noneOfKind: 'Nothing of this kind stopped. What was run again leaves this list until it stops anew.',
  ofReason: (reason: string) => `Only: ${reason}`,
  back: 'All of the work',
  jobs: {
    email: 'Send a message',
    mail_sign_in: 'Send a sign-in link',
    mail_staff_sign_in: 'Send staff a sign-in link',
    mail_invitation: 'Send an invitation',
    tell_voided: 'Tell that an invoice is void',
    finish_verb: 'Finish what was decided about an invoice',
    collect: 'Look at an invoice and collect it',
    replan_collection: 'Plan charges anew',
    expire_payment: 'End a payment’s page at Stripe',
    send_refund: 'Send a refund to Stripe',
    record_refunds_and_disputes: 'Read a payment’s refunds and disputes',
    refund_surplus: 'Refund what was paid too much',
    ensure_stripe_customer: 'Create a customer at Stripe',
    follow_customer: 'Keep a customer the same at Stripe',
    sync_methods: 'Read a customer’s payment methods',
    remove_method: 'Remove a payment method',
    finish_opt_out: 'Finish turning automatic payment off',
  } satisfies Record<EffectKind, string>,
  reasons: {
    stripe_unavailable: 'Stripe didn’t answer',
    lost_race: 'something else changed it at the same time',
    payment_not_known_yet: 'its payment isn’t known here yet',
    payment_adopted_meanwhile: 'its payment was taken in meanwhile',
    error: 'an error, which the operator has in the log',
    type_not_used: 'nothing depends on events of this type',
    foreign_object: 'it’s about something that wasn’t made here',
    nothing_kept: 'nothing of it was kept',
    other_mode: 'it’s of the other mode',
    dismissed: 'somebody dismissed it',
    unknown_payment: 'its payment isn’t known here',
    unknown_account: 'its account isn’t known here',
    object_not_of_payment: 'what it’s about isn’t this payment’s',
    worker_died: 'the work was cut off again and again',
    dead_letter: 'the queue gave up on it',
  } satisfies Record<LaterReason | SkipReason, string> & Readonly<Record<string, string>>,
  said: {
    ran_nothing: 'Nothing was left to run: it runs already, or is done.',
    ran_one: 'It’s being run again.',
    ran_all: 'They’re being run again.',
    ran_some: 'Some are being run again, and others are left: press again.',
  },

  find: 'Event or job',
  findHint: 'evt_… or out_…',
  findButton: 'Find',
  notFound: 'There’s no such event or job. Events are kept for some months.',
  event: (type: string) => `Event ${type}`,
  job: (kind: string) => `Job: ${kind}`,
  facts: {
    state: 'State',
    reason: 'Reason',
    received: 'Received',
    handled: 'Handled',
    due: 'Due',
    attempts: 'Attempts',
    failing: 'Failing since',
    created: 'Created',
    done: 'Done',
    id: 'Id',
    atStripe: 'At Stripe',
    version: 'API version',
    error: 'Last error',
  },
  eventStates: {
    pending: 'Waits',
    handled: 'Handled',
    skipped: 'Nothing to do',
    quarantined: 'Waits for a person',
  },
  jobStates: { pending: 'Waits', done: 'Done', dead: 'Given up' },
  payload: 'What is kept of it',
  payloadWhole: 'Ids alone are kept: whatever else Stripe sent along is never stored.',
  payloadReduced: 'It was handled: only which object it was about is left.',
  payloadJob: 'A job names what it’s about, and nothing else.',
  notRerunnable: 'It isn’t stopped, so there’s nothing to run again.',

  auditTitle: 'Audit log',
  auditLead:
    'Who changed a key, a setting, a member or the connection, who signed in, and what was decided by hand. Nothing in it can be changed.',
  action: 'What',
  allActions: 'Everything',
  from: 'From',
  to: 'To',
  filter: 'Show',
  clear: 'Show all',
  exportCsv: 'Export as CSV',
  zone: (zone: string) => `Days in ${zone}.`,
  noAudit: 'Nothing was changed yet.',
  noAuditSo: 'Nothing of that kind was changed in this period.',
  who: 'Who',
  change: 'Change',
  fromWhere: (ip: string) => `from ${ip}`,
  answeredBy: (name: string) => `for ${name}`,
  onWhat: (type: string, id: string) => `${type} ${id}`,
  became: (before: string, after: string) => `${before} → ${after}`,
  more: 'Next page',
  actions: {
    api_key_created: 'API key created',
    api_key_rotated: 'API key rotated',
    api_key_revoked: 'API key revoked',
    collection_settings_changed: 'Collection settings changed',
    profile_changed: 'Profile changed',
    invoice_number_raised: 'Invoice number raised',
    money_paused: 'Charges paused',
    money_resumed: 'Charges resumed',
    connection_added: 'Stripe account connected',
    connection_disconnected: 'Stripe account disconnected',
    finding_dismissed: 'Finding dismissed',
    card_testing_released: 'Block on cards lifted',
    payment_closed_by_hand: 'Payment closed by hand',
    customer_deleted: 'Customer erased',
    member_invited: 'Member invited',
    invitation_ended: 'Invitation ended',
    member_joined: 'Member joined',
    member_role_changed: 'Role changed',
    member_removed: 'Member removed',
    member_left: 'Member left',
    signed_in: 'Signed in',
    session_ended: 'Session ended',
    passkey_added: 'Passkey added',
    passkey_renamed: 'Passkey renamed',
    passkey_removed: 'Passkey removed',
    stripe_customer_unlinked: 'Customer unlinked from Stripe’s',
    client_import_begun: 'Import of clients begun',
    client_import_canceled: 'Import of clients canceled',
  } satisfies Record<AuditAction, string>,
} as const;

const known = (words: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(words, code) ? words[code] : undefined;

/** A reason in words; one that has none reads as its code or its text does. */
export function reasonText(reason: string | null): string {
  if (reason === null) return WORK_WORDS.noReason;
  const text = known(WORK_WORDS.reasons, reason) ?? reason.replaceAll('_', ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** What a job does, or the type of an event as Stripe writes it. */
export const whatText = (what: string): string => known(WORK_WORDS.jobs, what) ?? what;
