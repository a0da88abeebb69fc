import { bankDetails } from './components/bank-details.ts';
import { brandHeader, contactFooter, siteHeader } from './components/brand.ts';
import { CheckedForm } from './components/check.tsx';
import { LinkForm } from './components/form.tsx';
import { noLinkReason } from './components/no-link.ts';
import { Lead, WayOn } from './components/prose.tsx';
import { Markup, render } from './components/render.ts';
import { type Writer, writerFor } from './format.ts';
import type { Words } from './i18n/en/index.ts';
import { documentPage, NO_BRAND, type PageContext } from './layout.ts';
import type { InvoiceView } from './model.ts';
import { isolate } from './text.ts';

/** Every page that ends a visit: what happened, what it means, what to do. */
export type NoticeView =
  | {
      readonly kind:
        | 'link_not_found'
        | 'link_rotated'
        | 'page_not_found'
        | 'file_unavailable'
        | 'database_away'
        | 'not_charged'
        | 'method_not_allowed'
        | 'too_many_requests';
    }
  | {
      readonly kind: 'not_set_up';
      /** What is missing, in sentences, for whoever sets it up; none where it's used already. */
      readonly missing: readonly string[];
    }
  | {
      readonly kind: 'internal_error';
      /** Finds this failure in the logs. */
      readonly requestId: string;
    }
  | {
      /** Shows the invoice's own noLinkReason: void, zero, below the minimum and so on. */
      readonly kind: 'no_link';
      readonly invoice: InvoiceView;
      /** Stripe's smallest or largest payment in that currency, in minor units; null if irrelevant. */
      readonly limit: number | null;
    }
  | {
      readonly kind:
        | 'stripe_unreachable'
        | 'being_prepared'
        | 'catching_up'
        | 'payments_paused'
        | 'under_review'
        | 'refused_by_stripe'
        | 'account_held'
        | 'too_many_declines';
      readonly invoice: InvoiceView;
      /** Where *Try again* posts to: the pay link. */
      readonly action: string;
      /** The key of the widget by which a payer shows to be a person, where there is one. */
      readonly check?: string;
    };

/** The HTTP status that belongs to a notice. */
export function noticeStatus(view: NoticeView): 200 | 404 | 405 | 409 | 410 | 429 | 500 | 503 {
  switch (view.kind) {
    case 'link_not_found':
    case 'page_not_found':
      return 404;
    case 'link_rotated':
      return 410;
    case 'method_not_allowed':
      return 405;
    case 'too_many_requests':
    case 'too_many_declines':
      return 429;
    case 'internal_error':
      return 500;
    case 'no_link':
      return view.invoice.noLinkReason === 'void' ? 410 : 200;
    case 'stripe_unreachable':
    case 'catching_up':
    case 'file_unavailable':
    case 'database_away':
    case 'not_charged':
    case 'not_set_up':
      return 503;
    case 'being_prepared':
    case 'payments_paused':
    case 'under_review':
    case 'refused_by_stripe':
    case 'account_held':
      return 409;
    default:
      return view satisfies never;
  }
}

/**
 * The page for every state in which there is nothing to pay, or no way to. Without an invoice it has the site's name for a head,
 * where it is known: whose link it was to be is not looked up for whoever made it up.
 */
export function noticePage(view: NoticeView, context: PageContext, host: string | null = null): string {
  switch (view.kind) {
    case 'no_link':
    case 'stripe_unreachable':
    case 'being_prepared':
    case 'catching_up':
    case 'payments_paused':
    case 'under_review':
    case 'refused_by_stripe':
    case 'account_held':
    case 'too_many_declines':
      return invoiceNotice(view, context);
    default:
      return bareNotice(view, context, host);
  }
}

type InvoiceNotice = Extract<NoticeView, { invoice: InvoiceView }>;
type BareNotice = Exclude<NoticeView, InvoiceNotice>;

function bareNotice(view: BareNotice, context: PageContext, host: string | null): string {
  const speech = context.speech;
  const { title, text, next } = bareWords(view.kind, speech.words);
  return documentPage({
    title,
    speech,
    nonce: context.nonce,
    query: context.query,
    brandColor: NO_BRAND,
    width: 'narrow',
    body: render(
      <>
        {host !== null && <Markup of={siteHeader(host)} />}
        <main class={host === null ? 'card alone' : 'card'}>
          <h1 class="title">{title}</h1>
          {view.kind === 'not_set_up' && view.missing.length > 0 ? (
            <Missing lead={speech.words.pages.notice.notSetUp.missing} sentences={view.missing} />
          ) : (
            <>
              <Lead>{text}</Lead>
              <Lead>
                {next}
                {view.kind === 'internal_error' && (
                  <>
                    {' '}
                    <b>{view.requestId}</b>
                  </>
                )}
              </Lead>
            </>
          )}
          {host !== null && leadsOn(view) && <WayOn href="/portal">{speech.words.site.portal}</WayOn>}
        </main>
      </>,
    ),
  });
}

/** Whether somebody who has invoices here may find them all another way. */
const leadsOn = ({ kind }: BareNotice): boolean =>
  kind === 'link_not_found' ||
  kind === 'link_rotated' ||
  kind === 'page_not_found' ||
  kind === 'method_not_allowed';

/** For whoever sets the site up, which nobody uses yet: as the log and `npm run doctor` say it. */
const Missing = ({ lead, sentences }: { readonly lead: string; readonly sentences: readonly string[] }) => (
  <>
    <Lead>{lead}</Lead>
    <ul class="missing" lang="en">
      {sentences.map((sentence) => (
        <li>{withCode(`${sentence.replace(/\.$/, '')}.`)}</li>
      ))}
    </ul>
  </>
);

/** What stands between backquotes is to be typed. */
const withCode = (sentence: string) =>
  sentence.split('`').map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part));

function bareWords(kind: BareNotice['kind'], { attachments, pages: { notice } }: Words) {
  switch (kind) {
    case 'link_not_found':
      return notice.linkNotFound;
    case 'link_rotated':
      return notice.linkRotated;
    case 'page_not_found':
      return notice.pageNotFound;
    case 'method_not_allowed':
      return notice.methodNotAllowed;
    case 'file_unavailable':
      return attachments.unavailable;
    case 'too_many_requests':
      return notice.tooManyRequests;
    case 'database_away':
      return notice.databaseAway;
    case 'not_charged':
      return notice.notCharged;
    case 'not_set_up':
      return notice.notSetUp;
    case 'internal_error':
      return notice.internalError;
    default:
      return kind satisfies never;
  }
}

function invoiceNotice(view: InvoiceNotice, context: PageContext): string {
  const { invoice } = view;
  const writer = writerFor(invoice, context.speech);
  const { words } = writer;
  const { title, text, next } = invoiceWords(view, writer);
  // If the notice itself says to contact the merchant, it is not repeated.
  const contact = asksForContact(view) ? null : words.invoice.questions(isolate(invoice.merchant.name));
  return documentPage({
    title,
    speech: context.speech,
    nonce: context.nonce,
    query: context.query,
    brandColor: invoice.merchant.brandColor,
    width: 'narrow',
    body: render(
      <>
        <Markup of={brandHeader(invoice.merchant)} />
        <main class="card">
          <h1 class="title">{title}</h1>
          <Lead>{text}</Lead>
          {next !== '' && <Lead>{next}</Lead>}
          {passesSoon(view) && <LinkForm action={view.action} label={words.notice.tryAgain} />}
          {view.kind === 'too_many_declines' && view.check !== undefined && (
            <CheckedForm action={view.action} siteKey={view.check} label={words.notice.tryAgain} />
          )}
          {invoice.status !== 'draft' && <WayOn href={invoice.links.view}>{words.notice.view}</WayOn>}
          {view.kind !== 'under_review' && <Markup of={bankDetails(invoice, writer)} />}
        </main>
        <Markup of={contactFooter(invoice.merchant, contact)} />
      </>,
    ),
  });
}

function invoiceWords(view: InvoiceNotice, writer: Writer): { title: string; text: string; next: string } {
  const { notice } = writer.words;
  switch (view.kind) {
    case 'stripe_unreachable':
      return notice.stripeUnreachable;
    case 'being_prepared':
      return notice.beingPrepared;
    case 'catching_up':
      return notice.catchingUp;
    case 'under_review': {
      // It may have been paid before: no other way to pay is named, here or below.
      const merchant = isolate(view.invoice.merchant.name);
      const { title, text } = notice.underReview;
      return { title, text: text(merchant), next: notice.questionsNext(merchant) };
    }
    case 'payments_paused':
    case 'refused_by_stripe':
    case 'account_held': {
      const { title, text } = notice[HELD[view.kind]];
      const merchant = isolate(view.invoice.merchant.name);
      return { title, text: text(merchant), next: nextStep(view.invoice, writer) };
    }
    case 'too_many_declines': {
      const { title, text, next, nextByMail } = notice.tooManyDeclines;
      const { name, email } = view.invoice.merchant;
      const merchant = isolate(name);
      return { title, text, next: email === null ? next(merchant) : nextByMail(merchant, isolate(email)) };
    }
    case 'no_link': {
      const reason = noLinkReason(view.invoice, writer, view.limit);
      // A route that renders this notice for an invoice with a pay link has a bug.
      if (reason === null) throw new TypeError('no_link notice for an invoice with a pay link');
      return { ...reason, next: nextStep(view.invoice, writer) };
    }
    default:
      return view satisfies never;
  }
}

const HELD = {
  payments_paused: 'paymentsPaused',
  refused_by_stripe: 'refusedByStripe',
  account_held: 'accountHeld',
} as const;

/** Whether trying again in a moment helps. */
type PassesSoon = Extract<InvoiceNotice, { readonly action: string }>;
const passesSoon = (view: InvoiceNotice): view is PassesSoon =>
  view.kind === 'stripe_unreachable' || view.kind === 'being_prepared' || view.kind === 'catching_up';

function nextStep(invoice: InvoiceView, writer: Writer): string {
  const { notice } = writer.words;
  const merchant = isolate(invoice.merchant.name);
  if (invoice.status === 'draft') return '';
  if (!isOwed(invoice)) return notice.questionsNext(merchant);
  return invoice.transfer === null ? notice.contactNext(merchant) : notice.transferNext;
}

function asksForContact(view: InvoiceNotice): boolean {
  const { invoice } = view;
  if (view.kind === 'too_many_declines' || view.kind === 'under_review') return true;
  const isWithoutWay = view.kind === 'no_link' || view.kind in HELD;
  if (!isWithoutWay || invoice.status === 'draft') return false;
  return !isOwed(invoice) || invoice.transfer === null;
}

function isOwed(invoice: InvoiceView): boolean {
  return invoice.status === 'open' && invoice.amountRemaining > 0;
}
