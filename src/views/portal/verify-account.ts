import type { MethodCard } from '../../domain/collection/types.ts';
import { type Html, html } from '../html.ts';
import { textField } from './fields.ts';
import { portalPage, postForm, type Said } from './frame.ts';
import { SETTINGS_STYLES } from './settings-styles.ts';
import { type SettingsContext, type SettingsWriter, writerOf } from './settings-writer.ts';

type AnswerProblem = keyof SettingsWriter['own']['verify']['problem'];

/** An account whose deposits are to be confirmed. Instants in ms. */
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
  readonly trouble: 'wrong' | 'stripe_unavailable' | null;
};

/** The page where what arrived at a bank account is entered. */
export function verifyAccountPage(view: VerifyView, context: SettingsContext): string {
  const writer = writerOf(context);
  const words = writer.own.verify;
  const [method, arrives] = [writer.card(view.card), writer.day(view.arrivesAt)];
  const explained =
    view.proof === 'amounts' ? words.amountsExplained(method, arrives) : words.codeExplained(method, arrives);
  const form = postForm(
    context.visit,
    `/portal/settings/verify/${view.setupId}`,
    html`${fields(view, words)}<p class="small soft">${words.tries(view.triesLeft)} ${words.until(writer.day(view.verifyBy))}</p><p class="pay"><button class="button">${words.button}</button></p>`,
  );
  const body = html`<h1>${words.title}</h1><p class="lead">${explained}</p>${form}<p class="actions"><a href="/portal/settings">${words.back}</a></p>`;
  return portalPage({
    title: words.title,
    styles: SETTINGS_STYLES,
    context,
    area: 'settings',
    said: said(view, writer),
    body,
  });
}

function said(view: VerifyView, writer: SettingsWriter): Said | null {
  const words = writer.own.verify;
  if (view.trouble === null) return null;
  if (view.trouble === 'stripe_unavailable') {
    return { tone: 'bad', text: writer.own.refused.stripe_unavailable };
  }
  return { tone: 'bad', text: view.proof === 'amounts' ? words.wrongAmounts : words.wrongCode };
}

function fields({ proof, typed, problems }: VerifyView, words: SettingsWriter['own']['verify']): Html {
  const field = (name: 'first' | 'second' | 'code', label: string, hint: string, attributes: Html): Html => {
    const problem = problems[name];
    return textField({
      name,
      label,
      hint,
      value: typed[name],
      problem: problem === undefined ? null : words.problem[problem],
      attributes,
    });
  };
  const amount = html`inputmode="decimal" autocomplete="off" maxlength="20" required`;
  return proof === 'amounts'
    ? html`${field('first', words.first, words.amountHint, amount)}${field('second', words.second, words.amountHint, amount)}`
    : field(
        'code',
        words.code,
        words.codeHint,
        html`autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="20" required`,
      );
}

/** An account that cannot be verified any more: why, and what next. */
export function verificationEndedPage(
  why: keyof SettingsWriter['own']['verify']['ended'],
  context: SettingsContext,
): string {
  const words = writerOf(context).own.verify;
  const body = html`<h1>${words.title}</h1><p class="said bad">${words.ended[why]}</p><p class="lead">${words.endedNext}</p><p class="actions"><a class="button" href="/portal/settings/bank">${words.addAgain}</a> <a href="/portal/settings">${words.back}</a></p>`;
  return portalPage({ title: words.title, styles: SETTINGS_STYLES, context, area: 'settings', body });
}
