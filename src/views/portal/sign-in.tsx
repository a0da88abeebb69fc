import type { MerchantView } from '../../domain/invoice/view.ts';
import { AddressFields } from '../components/address-fields.tsx';
import { CheckedForm } from '../components/check.tsx';
import { Hidden, LinkForm, SubmitButton } from '../components/form.tsx';
import { Lead, WayOn } from '../components/prose.tsx';
import type { PageContext } from '../layout.ts';
import { isolate } from '../text.ts';
import { doorPage } from './frame.tsx';

export type SignInView = {
  /** Null where the deployment serves several businesses. */
  readonly merchant: MerchantView | null;
  /** The text as it was typed, to be shown again. */
  readonly typed: string;
  /** Why it was not sent. */
  readonly problem: 'not_an_address' | 'not_human' | null;
  /** The key of Turnstile's widget; null where it is not used. */
  readonly widget: string | null;
  /** A page of the portal to go to afterwards. */
  readonly next: string | null;
};

const wordsOf = (context: PageContext) => context.speech.words.portal.signIn;

/** The sign-in: one field, one button, no password. */
export function signInPage(
  { merchant, typed, problem, widget, next }: SignInView,
  context: PageContext,
): string {
  const words = wordsOf(context);
  const title = merchant === null ? words.title : words.titleFor(isolate(merchant.name));
  const body = (
    <>
      <Lead>{words.explained}</Lead>
      <form method="post" action="/portal/sign-in">
        {next !== null && <Hidden name="next" value={next} />}
        <AddressFields typed={typed} problem={problem} widget={widget} words={words} />
        <SubmitButton>{words.button}</SubmitButton>
      </form>
    </>
  );
  return doorPage({ title, merchant, body }, context);
}

/** After a request, the same for every address: where to look for the mail, and what to do if none comes. */
export function signInSentPage(merchant: MerchantView | null, context: PageContext): string {
  const words = wordsOf(context);
  const body = (
    <>
      <Lead>{words.sentText}</Lead>
      <Lead>{words.sentNext}</Lead>
      <WayOn href="/portal/sign-in">{words.another}</WayOn>
    </>
  );
  return doorPage({ title: words.sentTitle, merchant, body }, context);
}

/** Too many links were requested, for this address or from this network. */
export function tooOftenPage(merchant: MerchantView | null, context: PageContext): string {
  const words = wordsOf(context);
  return doorPage({ title: words.tooOftenTitle, merchant, body: <Lead>{words.tooOftenText}</Lead> }, context);
}

export type SignInLinkView = {
  readonly kind: 'ready' | 'elsewhere' | 'expired' | 'used';
  readonly merchant: MerchantView | null;
  /** The address that signs in; null if this browser must not see it. */
  readonly address: string | null;
  /** Whose portal the business opened; null for a link by mail. */
  readonly customerName: string | null;
  readonly mayAskAgain: boolean;
  /** It was mailed unasked: who comes too late signs in by their own address. */
  readonly isMailedByStaff?: boolean;
  /** Where the buttons post to: the link itself. */
  readonly action: string;
  /** The key of Turnstile's widget, for whoever wants another link; left out where it is not used. */
  readonly check?: string;
  readonly problem?: 'not_human' | null;
};

/** What a sign-in link shows: one button, or why it does not work here and what does. */
export function signInLinkPage(view: SignInLinkView, context: PageContext): string {
  const words = wordsOf(context);
  switch (view.kind) {
    case 'ready': {
      const whom = readyFor(view, context);
      const body = (
        <>
          {whom !== null && (
            <p class="lead" dir="auto">
              {whom}
            </p>
          )}
          <LinkForm action={view.action} label={words.confirm} />
        </>
      );
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
  const body = (
    <>
      {sentences.map((sentence) => (
        <Lead>{sentence}</Lead>
      ))}
      <AfterEnd view={view} words={words} />
    </>
  );
  return doorPage({ title, merchant: view.merchant, body }, context);
}

/** The next step after an expired link; a customer who got it from the business asks there for another. */
const AfterEnd = ({ view, words }: { view: SignInLinkView; words: ReturnType<typeof wordsOf> }) => {
  if (view.mayAskAgain) {
    return (
      <>
        {view.check === undefined ? (
          <LinkForm action={`${view.action}/again`} label={words.again} />
        ) : (
          <CheckedForm
            action={`${view.action}/again`}
            label={words.again}
            siteKey={view.check}
            problem={view.problem === 'not_human' ? words.notHuman : null}
          />
        )}
        <WayOn href="/portal/sign-in">{words.another}</WayOn>
      </>
    );
  }
  if (view.isMailedByStaff === true) {
    return <WayOn href="/portal/sign-in?next=/portal/settings">{words.title}</WayOn>;
  }
  return view.customerName === null ? (
    <WayOn href="/portal/sign-in">{words.title}</WayOn>
  ) : (
    <Lead>{words.apiNext}</Lead>
  );
};
