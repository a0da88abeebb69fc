import type { LinkTarget } from '../../adapters/links/port.ts';
import type { NotPayable } from '../../domain/invoice/link.ts';
import { type Done, done, type Refused, refused } from '../../domain/outcome.ts';
import type { PartProblem } from '../../domain/payment/part.ts';
import { passCheck } from '../card-testing/pass-check.ts';
import type { Context } from '../core/context.ts';
import type { Owner } from '../facts/visit.ts';
import type { LinkRejection } from '../resources/open-hosted-invoice.ts';
import { type ShownInvoice, showInvoice } from '../resources/show-invoice.ts';
import { isOwnedBy, type LinkOffer, linkOfferFor } from './offer-method.ts';
import { linkOrder, type OrderLine, type PayOutcome, type PayRejection } from './order.ts';
import { payCart } from './pay-cart.ts';
import type { Returned } from './return-from-stripe.ts';

/** What the visitor of a pay link does, judging by the browser's headers. */
export type LinkVisit =
  /** A scanner, a preview or a HEAD request: nothing is begun. */
  | { readonly kind: 'looks' }
  /** A person's own navigation, which redirects to Stripe unless there is a choice to make. */
  | { readonly kind: 'navigates' }
  /** `passedCheck`: they passed the check of a link that takes no more cards. */
  | { readonly kind: 'presses'; readonly passedCheck?: boolean; readonly amount?: OrderLine['amount'] }
  | {
      readonly kind: 'presses_saved';
      readonly methodId: string;
      readonly version: number;
      /** What its button showed. */
      readonly amount?: OrderLine['amount'];
    };

/** What the visitor is shown, or where they are sent. */
export type PayLinkPage =
  | { readonly kind: 'redirect'; readonly url: string }
  /** The outcome of a payment. A link that has been rotated since leads nowhere. */
  | {
      readonly kind: 'outcome';
      readonly shown: ShownInvoice;
      readonly outcome: Returned['outcome'];
      readonly saysReceipt: boolean;
      readonly leadsOn: boolean;
      /** Only for whoever paid: what is kept, and where they refuse that. */
      readonly kept: { readonly customer: string; readonly refuseUrl: string } | null;
    }
  | { readonly kind: 'no_link'; readonly shown: ShownInvoice; readonly limit: number | null }
  | { readonly kind: Notice; readonly shown: ShownInvoice; readonly action: string }
  | {
      readonly kind: 'offer';
      readonly shown: ShownInvoice;
      readonly action: string;
      readonly offer: LinkOffer | null;
      /** Why the amount that was chosen was not taken. */
      readonly part: PartRefused | null;
    };

/** A part that may not be paid, as it was typed. */
type PartRefused = { readonly problem: PartProblem; readonly typed: string };

export type FollowedLink = Done<PayLinkPage> | Refused<LinkRejection>;

type Notice =
  | 'being_prepared'
  | 'stripe_unreachable'
  | 'catching_up'
  | 'payments_paused'
  | 'under_review'
  | 'refused_by_stripe'
  | 'account_held'
  | 'too_many_declines';

/** Who follows a link: its target, and as whose customer they are signed in to the portal, if at all. */
type Follower = { readonly link: LinkTarget; readonly viewer: Owner | null };

/** Follows a pay link: to Stripe, to the outcome of a charge, or to the page with the invoice's status. */
export async function followPayLink(
  ctx: Context,
  ask: { readonly token: string; readonly visit: LinkVisit; readonly viewer?: Owner | null },
): Promise<FollowedLink> {
  const link = await ctx.links.open('pay', ask.token);
  if (link === null) return refused({ code: 'not_found', what: 'link' });
  const follower = { link, viewer: ask.viewer ?? null };
  const tried = await act(ctx, follower, ask.visit);
  if (tried?.kind !== 'done') {
    const part = tried === null ? null : partOf(tried, link.id, ask.visit);
    return show(ctx, follower, { notice: tried === null ? null : noticeOf(tried), part });
  }
  const { value } = tried;
  switch (value.kind) {
    case 'checkout':
      return done({ kind: 'redirect', url: value.url });
    case 'paid':
    case 'processing':
      return done({
        kind: 'redirect',
        url: await ctx.links.url('success', { id: value.paymentId, version: link.version }),
      });
    case 'unknown':
      return show(ctx, follower, { notice: 'being_prepared' });
    case 'declined':
      return show(ctx, follower, {});
    case 'choice':
      return show(ctx, follower, { offered: value.offer });
    default:
      return value satisfies never;
  }
}

async function act(ctx: Context, { link, viewer }: Follower, visit: LinkVisit): Promise<PayOutcome | null> {
  switch (visit.kind) {
    case 'looks':
      return null;
    case 'navigates':
      return payCart(ctx, { ...linkOrder(link), asksFirst: { viewer } });
    case 'presses':
      if (visit.passedCheck === true) await passCheck(ctx, { invoiceId: link.id });
      return payCart(ctx, linkOrder(link, null, visit.amount));
    case 'presses_saved':
      return payCart(ctx, linkOrder(link, visit, visit.amount));
    default:
      return visit satisfies never;
  }
}

/** The notice for an invoice that could not be paid; null if its own page shows the status. */
const NOTICES: Readonly<Record<NotPayable, Notice | 'processing' | null>> = {
  processing: 'processing',
  being_changed: 'being_prepared',
  frozen: 'under_review',
  disputed: null,
  draft: null,
  zero: null,
  below_minimum: null,
  above_maximum: null,
  not_divisible: null,
  unsupported_currency: null,
  paid: null,
  credited: null,
  void: null,
  uncollectible: null,
  links_off: null,
  not_connected: null,
};

function noticeOf(tried: Exclude<PayOutcome, { readonly kind: 'done' }>): Notice | 'processing' | null {
  switch (tried.kind) {
    case 'lost_race':
      return 'being_prepared';
    case 'stripe_unavailable':
      return 'stripe_unreachable';
    case 'refused':
      return noticeOfRejection(tried.rejection);
    default:
      return tried satisfies never;
  }
}

function noticeOfRejection(rejection: PayRejection): Notice | 'processing' | null {
  switch (rejection.code) {
    case 'stripe_refuses':
      return 'refused_by_stripe';
    case 'payments_being_restored':
      return 'catching_up';
    case 'payment_under_review':
      return 'under_review';
    case 'account_held':
    case 'too_many_declines':
    case 'payments_paused':
      return rejection.code;
    case 'not_payable': {
      const [first] = rejection.invoices;
      return first === undefined ? null : NOTICES[first.reason];
    }
    // Its own page shows what holds now.
    case 'not_found':
    case 'changed':
    case 'several_currencies':
    case 'part_not_payable':
    case 'sum_not_payable':
      return null;
    default:
      return rejection satisfies never;
  }
}

/** Why the amount that a payer chose may not be paid. */
function partOf(
  tried: Exclude<PayOutcome, { readonly kind: 'done' }>,
  invoiceId: string,
  visit: LinkVisit,
): PartRefused | null {
  if (tried.kind !== 'refused' || tried.rejection.code !== 'part_not_payable') return null;
  const problem = tried.rejection.problems.get(invoiceId);
  const amount = 'amount' in visit ? visit.amount : undefined;
  return problem === undefined ? null : { problem, typed: typeof amount === 'object' ? amount.typed : '' };
}

/** What is shown beside the invoice. */
type Beside = {
  readonly notice?: Notice | 'processing' | null;
  readonly offered?: LinkOffer;
  readonly part?: PartRefused | null;
};

/** The page of a pay link, with a notice if an attempt to pay just failed. */
async function show(ctx: Context, follower: Follower, beside: Beside): Promise<FollowedLink> {
  const { link } = follower;
  const shown = await showInvoice(ctx, link.id, { allLines: false });
  if (shown === null) return refused({ code: 'not_found', what: 'link' });
  if (shown.linkVersion !== link.version) return refused({ code: 'link_rotated' });
  return done(await pageOf(ctx, follower, shown, beside));
}

async function pageOf(
  ctx: Context,
  { link, viewer }: Follower,
  shown: ShownInvoice,
  { notice = null, offered, part = null }: Beside,
): Promise<PayLinkPage> {
  const { view } = shown;
  const outcome = { kind: 'outcome', shown, saysReceipt: false, leadsOn: true, kept: null } as const;
  if (view.status === 'paid' && view.total > 0) return { ...outcome, outcome: 'succeeded' };
  if (view.paymentStatus === 'processing' || notice === 'processing') {
    return { ...outcome, outcome: 'processing' };
  }
  if (view.noLinkReason !== null) {
    return { kind: 'no_link', shown, limit: ctx.rules.chargeLimit(view.currency, view.noLinkReason) };
  }
  // The invoice's page shows the dispute and offers no way to pay.
  if (view.paymentStatus === 'disputed') return { kind: 'redirect', url: view.links.view };
  const action = await ctx.links.url('pay', link);
  if (shown.isBlocked) return { kind: 'too_many_declines', shown, action };
  if (notice !== null) return { kind: notice, shown, action };
  const mayBeOffered = shown.publicSavedMethod || isOwnedBy(shown, viewer);
  const offer = mayBeOffered
    ? (offered ?? (await linkOfferFor(ctx, { invoiceId: link.id, viewer })).value)
    : null;
  // The two were read one after the other: a button for another version would charge what is not shown (I10).
  const isOfShown = offer?.invoiceVersion === shown.version;
  return { kind: 'offer', shown, action, offer: isOfShown ? offer : null, part };
}
