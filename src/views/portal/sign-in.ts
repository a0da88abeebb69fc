import type { MerchantView } from '../../domain/invoice/view.ts';
import { type Html, html, NOTHING } from '../html.ts';
import { speechFor } from '../i18n/dictionary.ts';
import type { PageContext } from '../layout.ts';
import { isolate } from '../text.ts';
import { doorPage } from './frame.ts';
import { portalWords } from './words.ts';

export type SignInView = {
  /** Null where the deployment serves several businesses. */
  readonly merchant: MerchantView | null;
  /** What was typed, where it was no address. */
  readonly wrong: string | null;
  /** A page of the portal to go to afterwards. */
  readonly next: string | null;
};

const wordsOf = (context: PageContext) => portalWords(speechFor(context.locale).words).signIn;

/** The sign-in: one field, one button, no password. */
export function signInPage({ merchant, wrong, next }: SignInView, context: PageContext): string {
  const words = wordsOf(context);
  const title = merchant === null ? words.title : words.titleFor(isolate(merchant.name));
  const nextField = next === null ? NOTHING : html`<input type="hidden" name="next" value="${next}">`;
  const problem = wrong === null ? NOTHING : html`<p class="wrong" id="wrong">${words.notAnAddress}</p>`;
  const invalid = wrong === null ? NOTHING : html` aria-invalid="true"`;
  const body = html`<p class="lead">${words.explained}</p><form method="post" action="/portal/sign-in">${nextField}<div class="field"><label for="address">${words.label}</label><input id="address" name="address" type="email" autocomplete="email" autocapitalize="none" spellcheck="false" maxlength="254" required value="${wrong ?? ''}" aria-describedby="${wrong === null ? 'hint' : 'wrong hint'}"${invalid}>${problem}<p class="small" id="hint">${words.hint}</p></div><p class="pay"><button class="button">${words.button}</button></p></form>`;
  return doorPage({ title, merchant, body }, context);
}

/** After asking, the same for every address: where to look, and what to do where nothing comes. */
export function signInSentPage(merchant: MerchantView | null, context: PageContext): string {
  const words = wordsOf(context);
  const body = html`<p class="lead">${words.sentText}</p><p class="lead">${words.sentNext}</p><p class="actions"><a href="/portal/sign-in">${words.another}</a></p>`;
  return doorPage({ title: words.sentTitle, merchant, body }, context);
}

/** Too many links were asked for, for this address or from this network. */
export function tooOftenPage(merchant: MerchantView | null, context: PageContext): string {
  const words = wordsOf(context);
  return doorPage(
    { title: words.tooOftenTitle, merchant, body: html`<p class="lead">${words.tooOftenText}</p>` },
    context,
  );
}

export type SignInLinkView = {
  readonly kind: 'ready' | 'elsewhere' | 'expired' | 'used';
  readonly merchant: MerchantView | null;
  /** The address that signs in; null where this browser is not told. */
  readonly address: string | null;
  /** Whose portal the business opened; null for a link by mail. */
  readonly customerName: string | null;
  readonly mayAskAgain: boolean;
  /** Where the buttons post to: the link itself. */
  readonly action: string;
};

/** What a sign-in link shows: one button, or why it does not work here and what does. */
export function signInLinkPage(view: SignInLinkView, context: PageContext): string {
  const words = wordsOf(context);
  switch (view.kind) {
    case 'ready': {
      const whom = readyFor(view, context);
      const button = html`<form class="pay" method="post" action="${view.action}"><button class="button">${words.confirm}</button></form>`;
      const body = html`${whom === null ? NOTHING : html`<p class="lead" dir="auto">${whom}</p>`}${button}`;
      return doorPage({ title: words.confirmTitle, merchant: view.merchant, body }, context);
    }
    case 'elsewhere':
      return endPage(view, context, words.elsewhereTitle, [words.elsewhereText, words.elsewhereNext]);
    case 'expired':
      return endPage(view, context, words.expiredTitle, [words.expiredText]);
    case 'used':
      return endPage(view, context, words.usedTitle, [words.usedText]);
    default:
      return view.kind satisfies never;
  }
}

function readyFor({ address, customerName, merchant }: SignInLinkView, context: PageContext): string | null {
  const words = wordsOf(context);
  if (address !== null) return words.confirmAs(isolate(address));
  if (customerName === null || merchant === null) return null;
  return words.confirmFor(isolate(customerName), isolate(merchant.name));
}

function endPage(
  view: SignInLinkView,
  context: PageContext,
  title: string,
  sentences: readonly string[],
): string {
  const words = wordsOf(context);
  const lead: readonly Html[] = sentences.map((sentence) => html`<p class="lead">${sentence}</p>`);
  const next = view.mayAskAgain
    ? html`<form class="pay" method="post" action="${view.action}/again"><button class="button">${words.again}</button></form><p class="actions"><a href="/portal/sign-in">${words.another}</a></p>`
    : view.customerName === null
      ? html`<p class="actions"><a href="/portal/sign-in">${words.title}</a></p>`
      : html`<p class="lead">${words.apiNext}</p>`;
  return doorPage({ title, merchant: view.merchant, body: html`${lead}${next}` }, context);
}
