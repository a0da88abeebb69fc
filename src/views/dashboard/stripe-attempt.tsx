import type { ConnectOutcome } from '../../domain/account/connect-outcome.ts';
import { Notice } from '../components/flash.tsx';
import { Button, ButtonLink, PlainButton, PostForm } from '../components/form.tsx';
import { Lead, Section, WayOn } from '../components/prose.tsx';
import { isolate } from '../text.ts';
import { type DashboardContext, dashboardPage } from './frame.tsx';
import { CopyableId, STRIPE_STYLES } from './stripe-parts.tsx';
import { STRIPE_WORDS } from './words/stripe.ts';

const words = STRIPE_WORDS.attempt;

export type AttemptView = {
  readonly base: string;
  readonly attemptId: string;
  /** Null while Stripe is being asked. */
  readonly outcome: Exclude<ConnectOutcome, { kind: 'connected' }> | null;
  readonly problem: string | null;
};

/** What came back from Stripe: an account to confirm, or why there is none and what to do. */
export function attemptPage(view: AttemptView, context: DashboardContext): string {
  const { outcome } = view;
  const isToConfirm = outcome?.kind === 'to_confirm';
  const title = isToConfirm || outcome === null ? words.title : words.failedTitle;
  return dashboardPage({
    title,
    context,
    styles: STRIPE_STYLES,
    body: (
      <>
        <h1>{title}</h1>
        {view.problem !== null && <Notice tone="bad">{view.problem}</Notice>}
        {outcome === null && <Lead>{words.pending}</Lead>}
        {isToConfirm && <ToConfirm view={view} outcome={outcome} context={context} />}
        {outcome?.kind === 'not_connected' && <Failed outcome={outcome} />}
        {!isToConfirm && <WayOn href={view.base}>{words.back}</WayOn>}
      </>
    ),
  });
}

type Confirming = {
  readonly view: AttemptView;
  readonly outcome: Extract<ConnectOutcome, { kind: 'to_confirm' }>;
  readonly context: DashboardContext;
};

const ToConfirm = ({ view, outcome: { name, account }, context }: Confirming) => {
  const { csrf, business } = context.frame;
  const action = `${view.base}/attempts/${view.attemptId}`;
  return (
    <>
      <Lead>{words.lead(name === null ? words.unnamed : isolate(name))}</Lead>
      <p>
        <CopyableId id={account} />
      </p>
      <p>{words.text(isolate(business?.name ?? ''))}</p>
      <div class="row-actions">
        <PostForm csrf={csrf} action={`${action}/confirm`}>
          <Button>{words.confirm}</Button>
        </PostForm>
        <PostForm csrf={csrf} action={`${action}/decline`}>
          <PlainButton>{words.decline}</PlainButton>
        </PostForm>
      </div>
    </>
  );
};

type Failure = { readonly outcome: Extract<ConnectOutcome, { kind: 'not_connected' }> };

const Failed = ({ outcome: { why, message } }: Failure) => (
  <>
    <Lead>{words.why[why]}</Lead>
    {message !== null && <p class="soft">{STRIPE_WORDS.connected.says(message)}</p>}
    {why !== 'declined' && (
      <Section title={words.ways}>
        <p>{words.wayNew}</p>
        <p>{words.wayKey}</p>
      </Section>
    )}
  </>
);

/** Stripe sent somebody back, and it belongs to nothing that can be shown. */
export const callbackPage = (
  kind: 'nothing' | 'unusable',
  href: string,
  context: DashboardContext,
): string => {
  const { nothingTitle, nothingText, unusableTitle, unusableText, dashboard } = STRIPE_WORDS.callback;
  const title = kind === 'nothing' ? nothingTitle : unusableTitle;
  return dashboardPage({
    title,
    context,
    body: (
      <>
        <h1>{title}</h1>
        <Lead>{kind === 'nothing' ? nothingText : unusableText}</Lead>
        <p class="actions">
          <ButtonLink href={href}>{dashboard}</ButtonLink>
        </p>
      </>
    ),
  });
};
