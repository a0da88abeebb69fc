import type { Beyond } from '../../domain/api-key/scopes.ts';
import { megabytes } from '../../domain/attachment/limits.ts';
import { UNERASABLE } from '../../domain/customer/erasure.ts';
import type { Undone } from '../../domain/outcome.ts';
import type { NotClosable } from '../../domain/payment/close-by-hand.ts';
import type { StrandedRest } from '../../domain/payment/rest.ts';
import type { PaymentState } from '../../domain/payment/state.ts';
import type { FieldProblem, ProfileConflict, Rejection } from '../../domain/rejection.ts';
import { STAFF_REFUSED } from '../../domain/staff/refusal.ts';
import { PROBLEMS, type ProblemCode } from './problem-catalogue.ts';
import { lacksScope } from './scopes.ts';

/** A problem that is not yet tied to a request. */
export type Problem = {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
  readonly headers?: Readonly<Record<string, string>>;
};

const VERBS = {
  void: 'voided',
  mark_uncollectible: 'marked uncollectible',
  record_payment: 'paid offline',
  apply_credit: 'paid from credit',
  credit_note: 'credited',
  reverse_payment: 'reopened',
} as const;

/** A verb that was not done → the problem that says so. */
export function problemOf(outcome: Undone): Problem {
  switch (outcome.kind) {
    case 'refused':
      return problemOfRejection(outcome.rejection);
    case 'stripe_unavailable':
      return askAgain('stripe_unavailable');
    case 'lost_race':
      return askAgain('busy');
  }
}

const askAgain = (code: 'stripe_unavailable' | 'busy' | 'attachments_unavailable'): Problem => ({
  code,
  detail: PROBLEMS[code].meaning,
  headers: { 'Retry-After': '2' },
});

function problemOfRejection(rejection: Rejection): Problem {
  switch (rejection.code) {
    case 'not_found':
      return { code: 'not_found', detail: `There is no such ${rejection.what}.` };
    case 'invalid':
      return invalid(rejection.problems);
    case 'invoice_not_draft':
    case 'invoice_not_open':
      return { code: rejection.code, detail: `The invoice is ${statusWord[rejection.status]}.` };
    case 'verb_pending':
      return { code: 'verb_pending', detail: `The invoice is being ${VERBS[rejection.verb]}.` };
    case 'attachments_too_large': {
      const { bytes, added, most } = rejection;
      return {
        code: rejection.code,
        detail: `The invoice has files of ${megabytes(bytes)}; with this one of ${megabytes(added)} they would be more than ${megabytes(most)}.`,
      };
    }
    case 'attachments_unavailable':
      return askAgain(rejection.code);
    case 'too_many_attachments':
      return { code: rejection.code, detail: `The invoice has ${rejection.most} files, which is the most.` };
    case 'attachment_name_taken': {
      const message = `The invoice has another file of this name: remove that first, or give this one another name.`;
      return { code: rejection.code, detail: message, errors: [{ path: 'name', message }] };
    }
    case 'amount_exceeds_remaining': {
      const message = `Only ${rejection.remaining} minor units remain to be paid.`;
      return { code: rejection.code, detail: message, errors: [{ path: 'amount', message }] };
    }
    case 'credit_exceeds_invoice': {
      const { path, left } = rejection;
      const message =
        left === '0' ? 'Nothing is left to be credited.' : `Only ${left} is left to be credited.`;
      return { code: rejection.code, detail: message, errors: [{ path, message }] };
    }
    case 'give_back_missing': {
      const message = `${rejection.amount} minor units of this were paid already: say by \`giveBack\` how they go back.`;
      return { code: rejection.code, detail: message, errors: [{ path: 'giveBack', message }] };
    }
    case 'give_back_not_refundable': {
      const { amount, refundable } = rejection;
      const message = `Only ${refundable} of ${amount} minor units can be refunded through Stripe: say by \`otherwise\` what becomes of the rest.`;
      return { code: rejection.code, detail: message, errors: [{ path: 'otherwise', message }] };
    }
    case 'give_back_not_kept': {
      const { amount, kept } = rejection;
      const message = `Only ${kept} of ${amount} minor units are still here: the rest went back before, and cannot become credit.`;
      return { code: rejection.code, detail: message, errors: [{ path: 'giveBack', message }] };
    }
    case 'rest_too_small': {
      const message = restTooSmall(rejection);
      return { code: rejection.code, detail: message, errors: [{ path: 'amount', message }] };
    }
    case 'amount_exceeds_refundable': {
      const message = `Only ${rejection.refundable} minor units can still be refunded.`;
      return { code: rejection.code, detail: message, errors: [{ path: 'amount', message }] };
    }
    case 'payment_not_refundable':
    case 'refund_not_held': {
      const subject = rejection.code === 'refund_not_held' ? 'refund' : 'payment';
      return { code: rejection.code, detail: `The ${subject} is ${rejection.state.replaceAll('_', ' ')}.` };
    }
    case 'profile_changed':
      return profileChanged(rejection);
    case 'finding_dismissed':
      return { code: rejection.code, detail: `${rejection.by} has already dismissed this finding.` };
    case 'payment_over':
      return { code: rejection.code, detail: PAYMENT_OVER[rejection.state] };
    case 'payment_not_closable': {
      const from = new Date(rejection.from).toISOString();
      return {
        code: rejection.code,
        detail: `${NOT_CLOSABLE[rejection.why]} It can be closed by hand from ${from}.`,
      };
    }
    case 'stripe_customer_taken': {
      const { heldBy } = rejection;
      const detail =
        heldBy === undefined
          ? PROBLEMS[rejection.code].meaning
          : `“${heldBy.name}” (${heldBy.customerId}) is already linked to this Stripe customer. Unlink it there first.`;
      return { code: rejection.code, detail };
    }
    case 'client_linked':
      return {
        code: rejection.code,
        detail: `It is linked to ${rejection.stripeCustomerId}. Unlink it first.`,
      };
    case 'mapping_not_ready':
      return { code: rejection.code, detail: NOT_READY[rejection.why] };
    case 'stripe_customer_unusable': {
      const message = UNUSABLE[rejection.why](rejection.stripeCustomerId);
      return { code: rejection.code, detail: message, errors: [{ path: 'externalIds', message }] };
    }
    case 'too_many_mails': {
      const from = new Date(rejection.from).toISOString();
      const mails = rejection.asked === 1 ? 'this mail' : `these ${rejection.asked} mails`;
      return {
        code: rejection.code,
        detail: `With ${mails} the key would send more than ${rejection.most} in a day (UTC). It may again from ${from}.`,
        headers: { 'Retry-After': String(Math.max(1, Math.ceil(rejection.afterMs / 1000))) },
      };
    }
    case 'version_differs':
      return {
        code: rejection.code,
        detail: `It was changed since you read it: it is at version ${rejection.version}. Read it, and decide again.`,
      };
    case 'schedule_status':
      return { code: rejection.code, detail: `The schedule is ${rejection.status} already.` };
    case 'period_over': {
      const was = rejection.outcome === 'invoiced' ? 'was invoiced' : 'was skipped';
      return {
        code: rejection.code,
        detail: `Period ${rejection.number} ${was}: nothing is reported for it, changed or skipped any more.`,
      };
    }
    case 'period_being_made':
      return {
        code: rejection.code,
        detail: `The invoice of the period that began on ${rejection.from} is being made. Ask again in a minute.`,
        headers: { 'Retry-After': '60' },
      };
    case 'period_invoice_stands':
      return {
        code: rejection.code,
        detail: `Its invoice ${rejection.invoiceId} is neither void nor deleted.`,
      };
    case 'period_invoice_draft':
      return {
        code: rejection.code,
        detail: `Its invoice ${rejection.invoiceId} is still a draft: change it, send it or delete it first.`,
      };
    case 'not_connected':
      return wrong('', 'There is no active Stripe connection in this mode.');
    case 'too_many_setups':
      return wrong('', 'Too many payment methods were tried for this customer today. Try again tomorrow.');
    case 'setup_over':
      return wrong('', 'This set-up is over. Begin another one.');
    case 'method_not_usable':
      return wrong('methodId', 'This payment method cannot be charged now.');
    case 'charge_not_allowed':
      return wrong('', `It cannot be charged now: ${rejection.why.replaceAll('_', ' ')}.`);
    case 'paused_by_customer':
      return wrong('', 'The customer paused it: only they can let it go on.');
    case 'stopped_meanwhile':
      return wrong('', 'Automatic charging was stopped after this was asked.');
    case 'last_of_autopay':
      return wrong('methodId', 'It is the last payment method that the customer’s autopay can charge.');
    case 'account_invalid':
      return invalid(
        rejection.problems.map(({ field, problem }) => ({
          path: field,
          message: `Refused: ${problem.replaceAll('_', ' ')}.`,
        })),
      );
    case 'account_refused':
      return wrong('', `Stripe refuses this account: ${rejection.reason}.`);
    case 'deposits_invalid':
      return invalid(
        Object.entries(rejection.problems).map(([path, problem]) => ({
          path,
          message: `Refused: ${problem.replaceAll('_', ' ')}.`,
        })),
      );
    case 'deposits_wrong':
      return wrong('', `That is not what was sent. Tries left: ${rejection.triesLeft}.`);
    case 'deposits_over':
      return wrong('', 'This account cannot be verified any more. Add it again.');
    case 'caller_over':
      return { code: 'unauthorized', detail: 'This API key has ended since the request was sent.' };
    case 'insufficient_scope':
      return { code: rejection.code, detail: lacksScope(rejection.has, rejection.needed) };
    case 'beyond_own_grant':
      return { code: rejection.code, detail: beyondOwn(rejection.beyond) };
    case 'api_key_over': {
      const { why, at } = rejection.end;
      const said = why === 'revoked' ? 'was revoked' : 'expired';
      return {
        code: rejection.code,
        detail: `The key ${said} on ${new Date(at).toISOString()}. Make another one.`,
      };
    }
    case 'api_key_rotating': {
      const until = new Date(rejection.until).toISOString();
      const detail = `The secret before this one works until ${until}. Rotate it after that, or end both with overlapSeconds: 0.`;
      return { code: rejection.code, detail };
    }
    case 'staff_refused':
      return wrong('', STAFF_REFUSED[rejection.why]);
    case 'not_an_address':
      return wrong('address', 'Give an email address.');
    case 'too_often':
      return wrong('', 'That was asked for too often. Try again in a quarter of an hour.');
    case 'link_not_usable':
    case 'link_rotated':
      return { code: 'not_found', detail: 'This link cannot be used.' };
    case 'customer_not_erasable':
      return { code: rejection.code, detail: UNERASABLE[rejection.why] };
    case 'account_not_made':
      return { code: rejection.code, detail: `Stripe says: ${rejection.message}` };
    case 'attempt_not_usable':
      return { code: 'not_found', detail: 'There is no such attempt.' };
    case 'schedule_ended':
    case 'schedule_waits_for_nothing':
    case 'attachments_not_set_up':
    case 'attachment_sent':
    case 'connect_not_set_up':
    case 'already_connected':
    case 'account_taken':
    case 'account_not_reachable':
    case 'invoice_part_paid':
    case 'invoice_without_lines':
    case 'payment_in_progress':
    case 'payments_being_restored':
    case 'payments_paused':
    case 'payment_under_review':
    case 'not_payable':
    case 'changed':
    case 'several_currencies':
    case 'part_not_payable':
    case 'sum_not_payable':
    case 'no_recipient':
    case 'customer_has_invoices':
    case 'customer_has_children':
    case 'customer_erased':
    case 'client_not_linked':
    case 'nothing_to_import':
    case 'nothing_to_undo':
    case 'payment_disputed':
    case 'no_credit':
    case 'stripe_refuses':
    case 'account_held':
    case 'too_many_declines':
    case 'last_admin_key':
    case 'payment_reversed':
    case 'credit_used':
    case 'gave_back':
      return { code: rejection.code, detail: PROBLEMS[rejection.code].meaning };
  }
}

/** Both versions, field by field. */
function profileChanged({ basedOn, version, by, at, fields }: ProfileConflict): Problem {
  const who = by === null ? '' : `, by ${by}`;
  const when = at === null ? '' : ` on ${new Date(at).toISOString()}`;
  const detail = `Your change was made on version ${basedOn}; version ${version} is in force${who}${when}. Nothing was changed.`;
  const errors = fields.map(({ field, was, now, asked }) => {
    const sent = asked === undefined ? '' : ` You sent ${JSON.stringify(asked)}.`;
    return {
      path: field,
      message: `It was ${JSON.stringify(was)} and is now ${JSON.stringify(now)}.${sent}`,
    };
  });
  return { code: 'profile_changed', detail, errors };
}

const beyondOwn = (beyond: Beyond): string => {
  switch (beyond.kind) {
    case 'scopes':
      return `Your API key cannot give what it lacks: ${beyond.missing.join(', ')}.`;
    case 'life': {
      const endsAt = new Date(beyond.endsAt).toISOString();
      return `Your API key ends on ${endsAt}, and can give nothing that lasts longer. Send an expiresAt until then.`;
    }
  }
};

/** What would be left, what can be, and what to do about it. */
const restTooSmall = ({ rest, smallestRest, most }: StrandedRest): string =>
  [
    `${rest} minor units would remain; the smallest rest that can be charged is ${smallestRest}.`,
    most === 0 ? 'Pay all of it' : `Pay all of it, or at most ${most}`,
    '– or send `smallRest: leave` and have the rest paid together with another invoice, recorded, or marked uncollectible.',
  ].join(' ');

const OPEN = 'The payment is open.';
const PAYMENT_OVER: Readonly<Record<PaymentState, string>> = {
  claimed: OPEN,
  session_open: OPEN,
  confirming: OPEN,
  authenticating: OPEN,
  verifying: OPEN,
  processing: OPEN,
  unknown: OPEN,
  succeeded: 'The payment succeeded. Refund it to give the money back.',
  returned: 'The payment succeeded and was taken back.',
  failed: 'The payment has failed. Its invoice is free.',
  canceled: 'The payment is canceled. Its invoice is free.',
};

const NOT_CLOSABLE: Readonly<Record<NotClosable, string>> = {
  page_open: 'Its payer may still be paying.',
  under_way: 'The bank is still deciding.',
};

const NOT_READY = {
  never_read: 'The account’s customers were not read yet. Ask for them by POST /mapping/refresh.',
  being_read: 'The account’s customers are being read. Wait until GET /mapping says ready.',
  stopped: 'Stripe refuses the list of the account’s customers; GET /mapping says why.',
} as const;

const UNUSABLE = {
  missing: (id: string) =>
    `The connected Stripe account has no customer ${id} in this mode. It may belong to another account. Nothing was changed.`,
  deleted: (id: string) =>
    `The customer ${id} was deleted in Stripe. Name another, or leave it out. Nothing was changed.`,
  other_mode: (id: string) =>
    `The customer ${id} belongs to Stripe’s other mode (test or live). Name one of this mode. Nothing was changed.`,
} as const;

const statusWord = {
  draft: 'a draft',
  open: 'open',
  paid: 'paid',
  void: 'void',
  uncollectible: 'uncollectible',
} as const;

const wrong = (path: string, message: string): Problem => invalid([{ path, message }]);

/** The most errors that one problem lists. */
const MOST_ERRORS = 50;

/** The problem of a request whose fields are wrong. */
export function invalid(problems: readonly FieldProblem[]): Problem {
  const [first] = problems;
  const count = problems.length === 1 ? 'One field is' : `${problems.length} fields are`;
  const name = first === undefined || first.path === '' ? '' : `${first.path}: `;
  const where = first === undefined ? '' : ` ${name}${first.message}`;
  return { code: 'invalid', detail: `${count} invalid.${where}`, errors: problems.slice(0, MOST_ERRORS) };
}
