import type { MethodCard } from '../../domain/collection/types.ts';
import { TextField } from '../components/fields.tsx';
import { type Flash, Notice } from '../components/flash.tsx';
import { ButtonLink, PostForm, SubmitButton } from '../components/form.tsx';
import { Actions, Lead, Remark, WayOn } from '../components/prose.tsx';
import { portalPage } from './frame.tsx';
import { SETTINGS_STYLES } from './settings-styles.ts';
import { refusalOf, type SettingsContext, type SettingsWriter, writerOf } from './settings-writer.ts';

type AnswerProblem = keyof SettingsWriter['own']['verify']['problem'];

/** An account whose test deposits are to be confirmed. Instants in ms. */
export type VerifyView = {
  readonly setupId: string;
  readonly card: MethodCard;
  readonly proof: 'amounts' | 'descriptor_code';
  readonly arrivesAt: number;
  readonly verifyBy: number;
  readonly triesLeft: number;
  /** What was typed, to be shown again. */
  readonly typed: { readonly first: string; readonly second: string; readonly code: string };
  readonly problems: Partial<Record<'first' | 'second' | 'code', AnswerProblem>>;
  /** `wrong`: understood, and not what was sent. */
  readonly trouble: 'wrong' | 'stripe_unavailable' | 'stripe_refuses' | 'busy' | null;
};

/** The page where what arrived at a bank account is entered. */
export function verifyAccountPage(view: VerifyView, context: SettingsContext): string {
  const writer = writerOf(context);
  const words = writer.own.verify;
  const [method, arrives] = [writer.card(view.card), writer.day(view.arrivesAt)];
  const body = (
    <>
      <h1>{words.title}</h1>
      <Lead>
        {view.proof === 'amounts'
          ? words.amountsExplained(method, arrives)
          : words.codeExplained(method, arrives)}
      </Lead>
      <PostForm csrf={context.visit.csrf} action={`/portal/settings/verify/${view.setupId}`}>
        <Remark>
          {words.tries(view.triesLeft)} {words.until(writer.day(view.verifyBy))}
        </Remark>
        <AnswerFields view={view} words={words} />
        <SubmitButton>{words.button}</SubmitButton>
      </PostForm>
      <WayOn href="/portal/settings">{words.back}</WayOn>
    </>
  );
  return portalPage({
    title: words.title,
    styles: SETTINGS_STYLES,
    context,
    area: 'settings',
    said: said(view, writer),
    body,
  });
}

function said(view: VerifyView, writer: SettingsWriter): Flash | null {
  const words = writer.own.verify;
  if (view.trouble === null) return null;
  if (view.trouble !== 'wrong') return refusalOf(writer, view.trouble);
  return { tone: 'bad', text: view.proof === 'amounts' ? words.wrongAmounts : words.wrongCode };
}

type Words = SettingsWriter['own']['verify'];

const AnswerFields = ({ view, words }: { readonly view: VerifyView; readonly words: Words }) => {
  const { typed } = view;
  const problemOf = (name: keyof VerifyView['problems']): string | null => {
    const problem = view.problems[name];
    return problem === undefined ? null : words.problem[problem];
  };
  const amount = (name: 'first' | 'second') => (
    <TextField
      name={name}
      label={words[name]}
      hint={name === 'first' ? words.amountHint : null}
      value={typed[name]}
      problem={problemOf(name)}
      inputmode="decimal"
      autocomplete="off"
      maxlength={20}
      required
    />
  );
  if (view.proof === 'amounts') {
    return (
      <>
        {amount('first')}
        {amount('second')}
      </>
    );
  }
  return (
    <TextField
      name="code"
      label={words.code}
      hint={words.codeHint}
      value={typed.code}
      problem={problemOf('code')}
      autocomplete="off"
      autocapitalize="characters"
      spellcheck={false}
      maxlength={20}
      required
    />
  );
};

/** The page of an account that cannot be verified any more: why, and what to do. */
export function verificationEndedPage(why: keyof Words['ended'], context: SettingsContext): string {
  const words = writerOf(context).own.verify;
  const body = (
    <>
      <h1>{words.title}</h1>
      <Notice tone="bad">{words.ended[why]}</Notice>
      <Lead>{words.endedNext}</Lead>
      <Actions>
        <ButtonLink href="/portal/settings/bank">{words.addAgain}</ButtonLink>{' '}
        <a href="/portal/settings">{words.back}</a>
      </Actions>
    </>
  );
  return portalPage({ title: words.title, styles: SETTINGS_STYLES, context, area: 'settings', body });
}
