import type { Rejection } from '../../domain/rejection.ts';

/** What the API itself refuses, before an operation is asked. */
type EdgeCode =
  | 'unauthorized'
  | 'insufficient_scope'
  | 'malformed_json'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'unknown_route'
  | 'method_not_allowed'
  | 'idempotency_key_reused'
  | 'request_in_progress'
  | 'too_many_requests'
  | 'internal_error';

/** What a verb may be answered with that was not done: a refusal, or that it can be asked again. */
export type UndoneCode =
  | Exclude<Rejection['code'], InvalidCode | NotFoundCode | EndedCode>
  | 'stripe_unavailable'
  | 'busy';

/** Refusals that are answered as `invalid`, with a sentence of their own. */
type InvalidCode =
  | 'not_connected'
  | 'method_not_usable'
  | 'stopped_meanwhile'
  | 'charge_not_allowed'
  | 'paused_by_customer'
  | 'last_of_autopay'
  | 'too_many_setups'
  | 'setup_over'
  | 'account_invalid'
  | 'account_refused'
  | 'deposits_invalid'
  | 'deposits_wrong'
  | 'deposits_over'
  | 'staff_refused'
  | 'not_an_address'
  | 'too_often';

type NotFoundCode = 'attempt_not_usable' | 'link_not_usable' | 'link_rotated';

/** Refusals that are answered as `unauthorized`. */
type EndedCode = 'caller_over';

export type ProblemCode = UndoneCode | EdgeCode;

export type ProblemKind = {
  readonly status: ProblemStatus;
  readonly title: string;
  readonly meaning: string;
};
export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 429 | 500 | 503;

/** Every problem type. The documentation lists them, and a problem's `type` links there. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemKind>> = {
  invalid: {
    status: 400,
    title: 'The request is invalid',
    meaning: 'A field is missing, unknown or wrong. `errors` names each with its path. Nothing was done.',
  },
  malformed_json: {
    status: 400,
    title: 'The body is not JSON',
    meaning: 'The body cannot be read; `detail` says where. Nothing was done.',
  },
  unauthorized: {
    status: 401,
    title: 'No valid API key',
    meaning:
      'Send a valid API key as `Authorization: Bearer qk_…`. `detail` says where it expired, was revoked or was rotated.',
  },
  insufficient_scope: {
    status: 403,
    title: 'The API key lacks a scope',
    meaning:
      'The key is valid and may not do this; `detail` names the scope that the call needs. Nothing was done.',
  },
  beyond_own_grant: {
    status: 403,
    title: 'The API key cannot give that',
    meaning:
      'A key gives no scope that it lacks, and nothing that lasts longer than itself. Nothing was done.',
  },
  last_admin_key: {
    status: 409,
    title: 'It is the last key that manages keys',
    meaning:
      'Make another key with the scope `admin` first, or revoke this one by `npm run keys`. Nothing was done.',
  },
  api_key_over: {
    status: 409,
    title: 'The API key is over',
    meaning: 'A key that was revoked or has expired is not rotated. Make another one.',
  },
  api_key_rotating: {
    status: 409,
    title: 'The API key is being rotated',
    meaning:
      'The secret before this one still works; `detail` says until when. With `overlapSeconds: 0` both end at once.',
  },
  not_found: {
    status: 404,
    title: 'Not found',
    meaning: 'There is no such thing, or it is not yours, or it belongs to the other mode (test or live).',
  },
  unknown_route: { status: 404, title: 'No such endpoint', meaning: 'No such endpoint.' },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    meaning: 'The endpoint does not support this method; `Allow` lists the methods it supports.',
  },
  invoice_not_draft: {
    status: 409,
    title: 'The invoice is not a draft',
    meaning: 'Only drafts can be changed, deleted or finalized. Void a finalized invoice and issue another.',
  },
  invoice_not_open: {
    status: 409,
    title: 'The invoice is not open',
    meaning: 'The invoice’s current status does not allow this.',
  },
  invoice_part_paid: {
    status: 409,
    title: 'The invoice is paid in part',
    meaning:
      'A part-paid invoice is not voided: issue a credit note over all of it, which gives back what was paid.',
  },
  schedule_ended: {
    status: 409,
    title: 'The schedule has ended',
    meaning: 'A schedule that has ended is not changed any more: create another one.',
  },
  schedule_status: {
    status: 409,
    title: 'The schedule is so already',
    meaning: 'Only an active schedule is paused, and only a paused one resumed.',
  },
  schedule_waits_for_nothing: {
    status: 409,
    title: 'Nothing waits for that',
    meaning: 'The schedule asks nothing now, or did not stop. Read it: `waitsFor` says what it waits for.',
  },
  period_over: {
    status: 409,
    title: 'The period is over',
    meaning: 'Its invoice was made, or it was skipped: nothing is reported for it or skipped any more.',
  },
  period_being_made: {
    status: 409,
    title: 'The period’s invoice is being made',
    meaning: 'It is due and made within minutes. Ask again then, or ask for a change from the next run on.',
  },
  period_invoice_stands: {
    status: 409,
    title: 'The period’s invoice stands',
    meaning: 'It is made again only after it was voided, or deleted as a draft.',
  },
  period_invoice_draft: {
    status: 409,
    title: 'The period’s invoice is a draft',
    meaning: 'No credit note corrects a draft: change it, send it or delete it first.',
  },
  credit_exceeds_invoice: {
    status: 409,
    title: 'More is credited than is left',
    meaning: 'Credit notes never come to more than their invoice. `errors` says what is left, and of what.',
  },
  give_back_missing: {
    status: 409,
    title: 'Money has to be given back',
    meaning: 'A part of what is credited was paid already. Say by `giveBack` how it goes back.',
  },
  give_back_not_refundable: {
    status: 409,
    title: 'Not all of it can be refunded through Stripe',
    meaning: 'A part was paid in another way, or went back before. Say by `otherwise` what becomes of it.',
  },
  give_back_not_kept: {
    status: 409,
    title: 'That money is not here any more',
    meaning: 'Only what was received and did not go back before can become the customer’s credit.',
  },
  invoice_without_lines: {
    status: 409,
    title: 'The invoice has no lines',
    meaning: 'Add at least one line before you finalize or send the draft.',
  },
  verb_pending: {
    status: 409,
    title: 'Another operation is in progress',
    meaning:
      'The invoice is currently being voided, marked uncollectible, paid offline, paid from credit or credited.',
  },
  payment_in_progress: {
    status: 409,
    title: 'A payment is in progress',
    meaning: 'A payment for this invoice is processing and cannot be stopped. Wait for its outcome.',
  },
  payments_being_restored: {
    status: 409,
    title: 'Payments are being restored from Stripe',
    meaning:
      'One of them may be for this invoice. Try again in a few minutes; `GET /connection` says when money goes on.',
  },
  payments_paused: {
    status: 409,
    title: 'Payments are paused',
    meaning:
      'A person paused all payments of the account, or is disconnecting it. `GET /connection` says who and since when.',
  },
  payment_under_review: {
    status: 409,
    title: 'A payment is being looked into',
    meaning:
      'What Stripe has of this payment cannot be right, so a person looks into it first. Nothing is charged until then.',
  },
  not_payable: {
    status: 409,
    title: 'An invoice cannot be paid now',
    meaning: 'It is closed, disputed, being changed or checked, or a payment for it is being processed.',
  },
  changed: {
    status: 409,
    title: 'Something has changed',
    meaning: 'The invoice or the payment method is not what it was when it was read. Read it again.',
  },
  several_currencies: {
    status: 422,
    title: 'The invoices are in different currencies',
    meaning: 'One payment has one currency.',
  },
  part_not_payable: {
    status: 422,
    title: 'This part of an invoice cannot be paid',
    meaning: 'It is not an amount, is more than what is owed, or would leave too little to be paid later.',
  },
  sum_not_payable: {
    status: 422,
    title: 'The sum cannot be charged at once',
    meaning: 'It is below or above what Stripe charges in that currency.',
  },
  customer_has_invoices: {
    status: 409,
    title: 'The customer has invoices',
    meaning:
      'A customer with invoices, drafts included, with billing schedules or with credit cannot be deleted.',
  },
  customer_has_children: {
    status: 409,
    title: 'The customer pays for others',
    meaning:
      'A customer that is the parent of others cannot be deleted. Give these another parent, or none, first.',
  },
  version_differs: {
    status: 412,
    title: 'It was changed since you read it',
    meaning: 'The version in `If-Match` is not the one that it is at now. Nothing was changed.',
  },
  customer_not_erasable: {
    status: 409,
    title: 'The customer’s data cannot be erased yet',
    meaning:
      'A payment, a refund, a dispute, an invoice or credit of theirs is not over; `detail` says which.',
  },
  customer_erased: {
    status: 409,
    title: 'The customer’s data was erased',
    meaning: 'Nothing new can be begun with a customer whose data was erased. Create another customer.',
  },
  stripe_customer_taken: {
    status: 409,
    title: 'The Stripe customer is already linked',
    meaning: 'Another of your customers is already linked to this Stripe customer.',
  },
  stripe_customer_unusable: {
    status: 422,
    title: 'There is no such Stripe customer',
    meaning:
      'The Stripe account that you are connected to has no such customer in this mode, or it was deleted there. Nothing was changed.',
  },
  client_linked: {
    status: 409,
    title: 'The client is linked',
    meaning: 'It is linked to a Stripe customer; `detail` says which. Unlink it first.',
  },
  client_not_linked: {
    status: 409,
    title: 'The client is not linked',
    meaning: 'It has no Stripe customer on the connected account.',
  },
  mapping_not_ready: {
    status: 409,
    title: 'The account’s customers were not read yet',
    meaning: 'Ask for them by `POST /mapping/refresh`, and wait until `GET /mapping` says `ready`.',
  },
  nothing_to_import: {
    status: 409,
    title: 'There is nothing to import',
    meaning: 'No client is to be mapped or created. Decide about some first.',
  },
  nothing_to_undo: {
    status: 409,
    title: 'There is nothing to undo',
    meaning: 'The last decision was undone, or its clients were imported.',
  },
  request_in_progress: {
    status: 409,
    title: 'The same request is still running',
    meaning: 'A request with this `Idempotency-Key` is still running. Retry after `Retry-After` seconds.',
  },
  payload_too_large: {
    status: 413,
    title: 'The body is too large',
    meaning: 'The body must be at most 1 MB.',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The body must be JSON',
    meaning: 'Send `Content-Type: application/json`.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The idempotency key was used for another request',
    meaning: 'A key identifies one request for 24 hours. Use a new key.',
  },
  payment_reversed: {
    status: 409,
    title: 'The recorded payment was reversed already',
    meaning:
      'It covers nothing any more, so nothing is left to reverse. Record another payment, if one came.',
  },
  credit_used: {
    status: 409,
    title: 'The credit that it brought was used',
    meaning:
      'More was recorded than was owed, and something of that credit was spent since. Nothing was changed.',
  },
  gave_back: {
    status: 409,
    title: 'A credit note gave something of it back',
    meaning:
      'What was paid of this invoice was given back in part by a credit note, so what is owed without the payment is for a person to settle. Nothing was changed.',
  },
  amount_exceeds_remaining: {
    status: 422,
    title: 'The amount exceeds what remains',
    meaning: 'Record at most the amount still owed.',
  },
  rest_too_small: {
    status: 422,
    title: 'The rest would be too small to be charged',
    meaning:
      'Pay all of it, or a part that leaves enough; `detail` says how much. With `smallRest: leave` it is done all the same.',
  },
  payment_not_refundable: {
    status: 409,
    title: 'The payment cannot be refunded',
    meaning: 'Only received money can be refunded.',
  },
  payment_disputed: {
    status: 409,
    title: 'The payment is disputed',
    meaning:
      'The payer’s bank holds the money until the dispute is decided. Respond to it in Stripe’s dashboard.',
  },
  profile_changed: {
    status: 409,
    title: 'The profile was changed meanwhile',
    meaning:
      'Somebody made a newer version than the one that you changed. `errors` has each field as it was, as it is now and as you sent it: read the profile, and send what you still want.',
  },
  finding_dismissed: {
    status: 409,
    title: 'The finding was dismissed before',
    meaning: 'A finding is dismissed once; `GET /findings?state=dismissed` says by whom and why.',
  },
  payment_over: {
    status: 409,
    title: 'The payment is over',
    meaning: 'Only an open payment can be closed by hand.',
  },
  payment_not_closable: {
    status: 409,
    title: 'The payment cannot be closed by hand yet',
    meaning:
      'Its payer may still pay, or the bank is still deciding. `detail` says from when it can be closed.',
  },
  refund_not_held: {
    status: 409,
    title: 'The refund is not on hold',
    meaning: 'Only a refund held for a bank debit can be released.',
  },
  no_credit: {
    status: 409,
    title: 'There is no credit to apply',
    meaning: 'The customer has no credit in the invoice’s currency.',
  },
  amount_exceeds_refundable: {
    status: 422,
    title: 'The amount exceeds what can be refunded',
    meaning: 'Refund at most what was received and not yet returned.',
  },
  stripe_refuses: {
    status: 422,
    title: 'Stripe refuses this',
    meaning:
      'Asking again changes nothing before it is mended. `stripeRefusal` of the customer or the connection has Stripe’s words.',
  },
  attachments_not_set_up: {
    status: 409,
    title: 'Files cannot be attached here',
    meaning:
      'This deployment has no R2 bucket: bind one as `FILES` under [[r2_buckets]] in wrangler.toml, and deploy (docs/DEPLOY.md, Files).',
  },
  attachments_unavailable: {
    status: 503,
    title: 'The bucket did not answer',
    meaning: 'The file was not kept, or cannot be given out now. Retry the same request in a moment.',
  },
  too_many_attachments: {
    status: 409,
    title: 'The invoice has as many files as it may',
    meaning: 'Remove one first, or put several into one file.',
  },
  attachments_too_large: {
    status: 409,
    title: 'The invoice’s files are too large together',
    meaning: 'Remove one first, or make this one smaller.',
  },
  attachment_name_taken: {
    status: 409,
    title: 'Another file has this name',
    meaning:
      'The files of an invoice have different names. The same content under the same name is the same file.',
  },
  attachment_sent: {
    status: 409,
    title: 'The invoice was sent with this file',
    meaning: 'What its customer was sent stays with it. A file can be added, and none removed.',
  },
  connect_not_set_up: {
    status: 409,
    title: 'This deployment is no Connect platform',
    meaning: 'Its own Stripe key is its connection: no account can be connected or created.',
  },
  already_connected: {
    status: 409,
    title: 'The business is connected already',
    meaning: 'Disconnect the account first; what was paid through it stays refundable.',
  },
  account_taken: {
    status: 409,
    title: 'Another business is connected to this account',
    meaning: 'An account takes money for one business of a deployment in each mode.',
  },
  account_not_reachable: {
    status: 409,
    title: 'Stripe does not give access to the account',
    meaning: 'Its owner has ended the connection at Stripe, and connects it again by signing in there.',
  },
  account_not_made: {
    status: 422,
    title: 'Stripe refuses to make this',
    meaning: 'The detail has Stripe’s words.',
  },
  account_held: {
    status: 409,
    title: 'The Stripe account cannot take this',
    meaning:
      'Stripe says that the account cannot take charges, or none in this way. `GET /connection` says what Stripe wants; it goes on by itself once that is done.',
  },
  too_many_declines: {
    status: 409,
    title: 'Too many cards were refused',
    meaning:
      'No further card is taken for now: `GET /payment-blocks` says until when, and a block can be released.',
  },
  no_recipient: {
    status: 422,
    title: 'No email address to send to',
    meaning: 'Give the customer an email address, or pass one in `to`.',
  },
  too_many_mails: {
    status: 429,
    title: 'The key has sent as many mails as it may in a day',
    meaning:
      'Nothing was done. `detail` says how many and from when on it may; the deployment sets the limit.',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    meaning: 'Nothing was done. Send the same request again after `Retry-After` seconds.',
  },
  internal_error: {
    status: 500,
    title: 'Internal error',
    meaning:
      'The error was logged under the request id. A request with an `Idempotency-Key` is safe to retry.',
  },
  stripe_unavailable: {
    status: 503,
    title: 'Stripe did not answer',
    meaning: 'The outcome is not known yet. Retry the same request in a moment.',
  },
  busy: { status: 503, title: 'Busy', meaning: 'Retry the same request in a moment.' },
};
