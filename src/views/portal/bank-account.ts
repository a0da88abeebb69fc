import { type Html, html } from '../html.ts';
import { radioField, selectField, textField } from './fields.ts';
import { portalPage, postForm, type Said } from './frame.ts';
import { refusalText } from './settings.ts';
import { SETTINGS_STYLES } from './settings-styles.ts';
import { type SettingsContext, type SettingsWriter, writerOf } from './settings-writer.ts';

type Words = SettingsWriter['own']['bank'];
type Field = keyof Words['problem'];

/** What is wrong with the form: by field, or with the account as a whole. */
export type BankProblems = {
  readonly fields: Partial<Record<Field, string>>;
  readonly account: keyof Words['refused'] | null;
  readonly refused: keyof SettingsWriter['own']['refused'] | null;
};

export const NO_PROBLEMS: BankProblems = { fields: {}, account: null, refused: null };

/** The form as it is shown: what was typed comes again, but never the account number. */
export type BankForm = {
  readonly holderName: string;
  readonly holderType: string;
  readonly country: string;
  readonly currency: string;
  readonly routingNumber: string;
};

export type BankView = {
  readonly form: BankForm;
  readonly problems: BankProblems;
  /** The permission, and what proves later that this text was shown. */
  readonly terms: { readonly text: string; readonly proof: string };
  /** Names the set-up, so that a form that is sent twice is done once. */
  readonly setupId: string;
  readonly instantSetupId: string;
};

/** The form for a US bank account, and beside it the way without waiting. */
export function bankAccountPage(view: BankView, context: SettingsContext): string {
  const writer = writerOf(context);
  const words = writer.own.bank;
  const terms = html`<section class="terms"><h2>${words.terms}</h2><p>${view.terms.text}</p></section>`;
  const hidden = html`<input type="hidden" name="setup" value="${view.setupId}"><input type="hidden" name="terms" value="${view.terms.proof}">`;
  const form = postForm(
    context.visit,
    '/portal/settings/bank',
    html`${hidden}${fields(view, words)}${terms}<p class="pay"><button class="button">${words.save}</button></p>`,
  );
  const instant = postForm(
    context.visit,
    '/portal/settings/bank/instant',
    html`<input type="hidden" name="setup" value="${view.instantSetupId}"><p class="instant"><button class="plain">${words.instantButton}</button></p>`,
  );
  const body = html`<h1>${words.title}</h1><p class="lead">${words.explained}</p>${form}<section><h2>${words.instantTitle}</h2><p class="lead">${words.instant}</p>${instant}</section><p class="actions"><a href="/portal/settings">${words.back}</a></p>`;
  return portalPage({
    title: words.title,
    styles: SETTINGS_STYLES,
    context,
    area: 'settings',
    said: said(view, writer),
    body,
  });
}

function said({ problems }: BankView, writer: SettingsWriter): Said | null {
  const words = writer.own.bank;
  const wrong = Object.keys(problems.fields).length;
  if (problems.refused !== null) return { tone: 'bad', text: refusalText(writer, problems.refused) };
  if (problems.account !== null) return { tone: 'bad', text: words.refused[problems.account] };
  return wrong === 0 ? null : { tone: 'bad', text: words.problems(wrong) };
}

/** In the order in which the bank's own papers say them. */
function fields({ form, problems }: BankView, words: Words): Html {
  const problem = (field: Field): string | null => {
    const sentences: Readonly<Record<string, string>> = words.problem[field];
    return sentences[problems.fields[field] ?? ''] ?? null;
  };
  // The number is never shown again, so after a mistake elsewhere it is asked for once more.
  const isAgain =
    Object.keys(problems.fields).length > 0 || problems.account !== null || problems.refused !== null;
  return html`${textField({
    name: 'accountNumber',
    label: words.accountNumber,
    value: '',
    hint: isAgain ? words.accountNumberAgain : words.accountNumberHint,
    problem: problem('accountNumber'),
    attributes: html`inputmode="numeric" autocomplete="off" spellcheck="false" maxlength="40" required`,
  })}${textField({
    name: 'holderName',
    label: words.holderName,
    value: form.holderName,
    problem: problem('holderName'),
    attributes: html`autocomplete="name" maxlength="100" dir="auto" required`,
  })}${radioField({
    name: 'holderType',
    label: words.holderType,
    value: form.holderType,
    options: [
      ['individual', words.individual],
      ['company', words.company],
    ],
    problem: problem('holderType'),
  })}${selectField({
    name: 'country',
    label: words.country,
    value: form.country,
    options: [
      ['US', words.us],
      ['other', words.otherCountry],
    ],
    problem: problem('country'),
  })}${selectField({
    name: 'currency',
    label: words.currency,
    value: form.currency,
    options: [
      ['USD', words.usd],
      ['other', words.otherCurrency],
    ],
    problem: problem('currency'),
  })}${textField({
    name: 'routingNumber',
    label: words.routingNumber,
    value: form.routingNumber,
    hint: words.routingNumberHint,
    problem: problem('routingNumber'),
    attributes: html`inputmode="numeric" autocomplete="off" spellcheck="false" maxlength="20" required`,
  })}`;
}
