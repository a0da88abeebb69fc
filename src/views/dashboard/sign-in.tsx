import type { Child } from 'hono/jsx';
import { STAFF_REFUSED } from '../../domain/staff/refusal.ts';
import { AddressFields } from '../components/address-fields.tsx';
import { Hidden, LinkForm, SubmitButton } from '../components/form.tsx';
import { Lead, WayOn } from '../components/prose.tsx';
import type { PageContext } from '../layout.ts';
import { isolate } from '../text.ts';
import { doorPage } from './frame.tsx';
import { type CeremonyView, PasskeyForm, PasskeyScript } from './passkey-form.tsx';
import { PASSKEY_WORDS } from './words/passkeys.ts';
import { SIGN_IN_WORDS as words } from './words/sign-in.ts';
import { AGAIN_WORDS } from './words/sign-in-again.ts';

export type SignInView = {
  /** The text as it was typed, to be shown again. */
  readonly typed: string;
  readonly problem: 'not_an_address' | 'not_human' | 'passkey_refused' | null;
  /** The key of Turnstile's widget; null where it is not used. */
  readonly widget: string | null;
  /** A page of the dashboard to go to afterwards. */
  readonly next: string | null;
  /** What a passkey is asked with; null where this address can have none. */
  readonly ceremony: CeremonyView | null;
  /** Somebody is signed in, and proves again who they are. */
  readonly isAgain?: boolean;
};

/** The sign-in: one field, one button, no password. */
export const signInPage = (
  { typed, problem, widget, next, ceremony, isAgain = false }: SignInView,
  context: PageContext,
): string =>
  doorPage(
    {
      title: isAgain ? AGAIN_WORDS.formTitle : words.title,
      body: (
        <>
          <Lead>{isAgain ? AGAIN_WORDS.explained : words.explained}</Lead>
          <form method="post" action="/dashboard/sign-in">
            {next !== null && <Hidden name="next" value={next} />}
            <AddressFields typed={typed} problem={problem} widget={widget} words={words} />
            <SubmitButton>{words.button}</SubmitButton>
          </form>
          {problem === 'passkey_refused' && (
            <p class="wrong" role="alert">
              {STAFF_REFUSED.passkey_refused}
            </p>
          )}
          {ceremony !== null && (
            <>
              <PasskeyForm
                kind="get"
                action="/dashboard/sign-in/passkey"
                fills={['credential', 'client', 'authenticator', 'signature', 'user']}
                {...ceremony}
              >
                {next !== null && <Hidden name="next" value={next} />}
                <p class="pay">
                  <button class="button quiet">{PASSKEY_WORDS.signIn}</button>
                </p>
              </PasskeyForm>
              <PasskeyScript />
            </>
          )}
          {!isAgain && (
            <p class="lead small">
              {words.customers} <a href="/portal">{words.portal}</a>
            </p>
          )}
        </>
      ),
    },
    context,
  );

/** After a request, the same for every address: where to look for the mail, and what to do if none comes. */
export const signInSentPage = (context: PageContext): string =>
  doorPage(
    {
      title: words.sentTitle,
      body: (
        <>
          <Lead>{words.sentText}</Lead>
          <Lead>{words.sentNext}</Lead>
          <WayOn href="/dashboard/sign-in">{words.another}</WayOn>
        </>
      ),
    },
    context,
  );

/** Too many links were requested from this network. */
export const tooOftenPage = (context: PageContext): string =>
  doorPage({ title: words.tooOftenTitle, body: <Lead>{words.tooOftenText}</Lead> }, context);

export type SignInLinkView = {
  readonly kind: 'ready' | 'elsewhere' | 'expired' | 'used';
  /** The address that signs in; null if this browser must not see it. */
  readonly address: string | null;
  readonly mayAskAgain: boolean;
  /** Where the buttons post to: the link itself. */
  readonly action: string;
};

/** What a sign-in link shows: one button, or why it does not work here and what does. */
export function signInLinkPage(view: SignInLinkView, context: PageContext): string {
  switch (view.kind) {
    case 'ready':
      return doorPage({ title: words.confirmTitle, body: <Ready view={view} /> }, context);
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

const Ready = ({ view: { address, action } }: { readonly view: SignInLinkView }) => (
  <>
    {address !== null && (
      <p class="lead" dir="auto">
        {words.confirmAs(isolate(address))}
      </p>
    )}
    <LinkForm action={action} label={words.confirm} />
  </>
);

function endPage(
  { action, mayAskAgain }: SignInLinkView,
  context: PageContext,
  title: string,
  sentences: readonly string[],
): string {
  const body: Child = (
    <>
      {sentences.map((sentence) => (
        <Lead>{sentence}</Lead>
      ))}
      {mayAskAgain && <LinkForm action={`${action}/again`} label={words.again} />}
      <WayOn href="/dashboard/sign-in">{mayAskAgain ? words.another : words.title}</WayOn>
    </>
  );
  return doorPage({ title, body }, context);
}
